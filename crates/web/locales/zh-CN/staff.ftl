# 工作人员登录
staff-sign-in-title = 工作人员登录
staff-sign-in-lead = 工作人员使用通行密钥登录：在本人的电脑、手机或安全密钥上，以指纹、面容或者PIN码确认，不使用口令。
staff-sign-in-button = 使用通行密钥登录
staff-sign-in-first = 首次登录
staff-sign-in-first-body = 请准备好发给您的注册码。
staff-enrol-link = 注册通行密钥
staff-sign-in-lost = 通行密钥遗失
staff-sign-in-lost-body = 请向本单位管理员申请新的注册码。设备被盗的，请立即报告，以便停用您的权限。
sign-in-staff-passkey = 您是工作人员？
sign-in-staff-passkey-link = 工作人员登录

staff-enrol-title = 注册通行密钥
staff-enrol-lead = 注册码由管理员或者本站的建设单位发给您，三日内有效，仅可使用一次。
staff-enrol-code = 注册码
staff-enrol-code-hint = 共16位字母和数字，不区分大小写，空格和连字符可以省略。
staff-enrol-code-length = 注册码应为16位字母和数字
staff-enrol-code-slip = 注册码有误，请与发给您的注册码核对
staff-enrol-go-on = 下一步
staff-enrol-passkey-title = 创建通行密钥
staff-enrol-name = 姓名
staff-enrol-login = 登录名
staff-enrol-organisation = 单位
staff-enrol-not-you = 如果以上不是您本人的信息，请停止操作，并将注册码退回发放人。

passkey-what = 浏览器将请您以指纹、面容或者PIN码确认，并将通行密钥保存在本设备或者安全密钥上。本系统只保存其公钥。
passkey-name = 通行密钥名称
passkey-name-hint = 便于您日后辨认，例如“办公室电脑”。
passkey-name-default = 通行密钥{ $number }
passkey-make = 创建通行密钥
passkey-trouble = 浏览器没有返回结果：可能是您已取消、操作超时，或者此处没有本站的通行密钥。请重试。
passkey-missing = 此浏览器不支持通行密钥，请使用新版Chrome、Edge、Firefox或者Safari浏览器。
passkey-exists = 此设备上已有您的通行密钥，请使用其他设备或者安全密钥。
passkey-noscript = 浏览器仅向JavaScript提供通行密钥功能，而此处已停用JavaScript。请为本站启用后重新打开本页；只有使用通行密钥的页面需要启用。无法启用的，请联系管理员更换设备。

passkey-refused-unready = 当前网址不能使用通行密钥。请运行单位为本站设置域名并启用https。
passkey-refused-expired = 本页打开已超过五分钟，或者已经提交过。内容没有丢失，请重试
passkey-refused-unreadable = 无法识别设备返回的结果，请重试；仍不成功的，请改用其他通行密钥
passkey-refused-site = 设备返回的结果来自其他网站。请确认浏览器地址栏中是本站网址后重试
passkey-refused-unverified = 设备没有核验您的指纹、面容或者PIN码。请先在设备上设置后重试
passkey-refused-kind = 本系统不接受此设备的通行密钥类型，或者此设备上已有您的通行密钥，请使用其他设备
passkey-refused-unknown = 此通行密钥没有在本系统注册，或者已被移除。请改用其他通行密钥，或者使用新的注册码
passkey-refused-other = 此通行密钥属于其他工作人员，请使用本人的通行密钥
passkey-refused-copied = 此通行密钥可能已被复制，现已停用并记录在案。请改用其他通行密钥，并报告管理员
passkey-refused-left = 您已不在在职工作人员名册中，请联系管理员
passkey-refused-taken = 此通行密钥已经注册，请使用其他设备
passkey-refused-last = 这是您唯一的通行密钥，移除后将无法登录。请先添加另一个，或者向管理员申请新的注册码
passkey-refused-many = 您已有十个通行密钥，达到上限，请先移除一个
passkey-refused-code-unknown = 注册码无效，可能已被新的注册码取代。请使用最新的注册码，或者重新申请
passkey-refused-code-used = 注册码已经使用过。请使用通行密钥登录；如果不是您本人使用的，请立即报告管理员
passkey-refused-code-over = 注册码已超过三日有效期，请重新申请

# 本人确认
staff-confirm-title = 请确认是您本人
staff-confirm-lead = 作出决定须由本人在场操作。请使用通行密钥确认，五分钟内有效。
staff-confirm-button = 使用通行密钥确认
staff-locked-title = 工作台已锁定
staff-locked-lead = 工作台一段时间无人操作，现已锁定。请使用通行密钥解锁，解锁后回到原处。
staff-locked-button = 使用通行密钥解锁
staff-confirm-typed-kept = 您刚才提交的操作尚未执行，内容将为您保留30分钟，只有您本人可以看到，确认后即可继续。
staff-confirm-typed-lost = 您刚才提交的操作没有执行，内容未能保留，确认后请重新填写。
staff-confirm-typed-files = 您刚才上传的文件没有接收，确认后请重新选择。
staff-confirm-other = 不是您本人？请先退出当前登录。
staff-resume-title = 继续提交
staff-resume-lead = 以下是您刚才提交的内容，尚未执行。
staff-resume-send = 现在提交
staff-resume-drop = 不提交，返回工作台

# 本人的通行密钥
passkeys-nav = 我的通行密钥
passkeys-title = 我的通行密钥
passkeys-lead = 建议在另一台设备或者安全密钥上再添加一个通行密钥，以备遗失时登录。
passkeys-added = 注册时间：{ $time }
passkeys-used = 最近使用：{ $time }
passkeys-unused = 尚未使用
passkeys-blocked = 已停用
passkeys-blocked-body = 计数器出现回退，此通行密钥可能已被复制，不能再用于登录。请移除并报告管理员。
passkeys-change = 重命名或者移除“{ $name }”
passkeys-rename = 重命名
passkeys-remove-what = 移除后不能再用它登录。请同时在设备上删除。
passkeys-remove = 移除此通行密钥
passkeys-add = 添加通行密钥
passkeys-add-title = 添加通行密钥
passkeys-done-added = 通行密钥已注册，今后可以用它登录。
passkeys-done-renamed = 通行密钥已重命名。
passkeys-done-removed = 通行密钥已移除，不能再用于登录。
passkeys-record = 操作记录
passkeys-record-what = 以下记录不可更改、不可删除。如有不是您本人的操作，请立即报告管理员。
passkeys-event-invited = 在服务器上登记为工作人员。
passkeys-event-code-issued =
    { $by ->
        [machine] 在服务器上发放了注册码。
        [self] 本人发放了注册码。
       *[other] 管理员发放了注册码。
    }
passkeys-event-added = 注册了通行密钥“{ $name }”。
passkeys-event-renamed = 通行密钥重命名为“{ $name }”。
passkeys-event-removed = 移除了通行密钥“{ $name }”。
passkeys-event-copied = 通行密钥“{ $name }”计数回退，已停用。
