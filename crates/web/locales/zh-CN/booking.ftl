# 预约：选择时间、改期、取消
booking-title = 可预约的时间
booking-ahead = 可以预约今后{ $term }内的时间
booking-times = { $days }{ $from }–{ $to }
booking-working-days = 工作日（含调休上班日）
booking-and = 、
booking-monday = 星期一
booking-tuesday = 星期二
booking-wednesday = 星期三
booking-thursday = 星期四
booking-friday = 星期五
booking-saturday = 星期六（法定节假日和调休除外）
booking-sunday = 星期日（法定节假日和调休除外）
booking-make-up = 调休上班日
booking-length = 每个时段{ $minutes }分钟
booking-latest = 最迟在开始前{ $hours }小时预约
booking-change-latest = 最迟在开始前{ $hours }小时改期或者取消
booking-at = 地点：
booking-slot = { $day }{ $time }
booking-slot-at = { $slot }，{ $office }
booking-when = 预约时间
booking-where = 办理地点
booking-address = 地址
booking-phone = 电话
booking-month = { $year }年{ $month }
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月

# 选择
booking-part = 预约时间
booking-office-question = 到哪里办理？
booking-office-missing = 请选择办理地点
booking-day-question = 哪一天来？
booking-day-missing = 请选择日期
booking-day-gone = 这一天不能预约，请另选日期
booking-day-free = 还有{ $count }个时段可约
booking-time-question = 几点来？
booking-time-missing = 请选择时段
booking-time-gone = 该时段不能预约，请另选时段
booking-time-free = 还可约{ $count }人
booking-office-free = 最早可约：{ $slot }
booking-office-none = 近期已约满
booking-held-not = 选定后暂不占用名额，提交申请时才正式占用。
booking-full-days = 已约满：{ $days }
booking-full-times = 已约满：{ $times }
booking-list-and = 、
booking-months = 其他月份
booking-none-month = { $month }没有可约的时间
booking-none-day = 这一天没有可约的时段
booking-none-all = 近期已全部约满
booking-none-help = 您可以这样办：
booking-none-call = 打电话给{ $office }，询问是否有人退约：{ $phone }
booking-none-visit = 到{ $office }窗口咨询：{ $address }
booking-none-other = 改到别处办理：
booking-none-later = 过几天再来看：每个工作日会开放新一天的预约。
booking-other-day = 另选日期
booking-other-office = 另选办理地点
booking-continue = 继续
booking-move-button = 改到这个时段

# 刚被约满
booking-full-title = 该时段刚刚约满
booking-full-slot = { $slot }的名额刚被他人约走。
booking-full-kept = 您填写的内容和上传的材料都已保存，没有丢失；申请尚未提交。请另选时段，再提交一次。
booking-full-moved = 您原来的预约没有变动。请另选时段，或者保留原预约。
booking-full-question = 改约哪个时段？
booking-full-more = 查看全部日期

# 预约信息
booking-card = 您的预约
booking-none = 您还没有预约时间。
booking-book = 选择预约时间
booking-move = 改期
booking-move-title = 改期
booking-cancel = 取消预约
booking-file = 存入手机日历（.ics文件）
booking-until = { $time }之前可以改期或者取消。
booking-too-late = 已过改期和取消的时限，不能按时来的，请给办理地点打电话。
booking-bring = 请按时到达，逾期未到的，名额不再保留。
booking-cancel-title = 确定取消预约吗？
booking-cancel-text = 取消后名额立即让给他人。申请仍然保留，您可以另选时间；不再办理的，请撤回申请。
booking-cancel-button = 确定取消预约
booking-cancel-keep = 保留预约
booking-done-moved = 已改期
booking-done-cancelled = 预约已取消
booking-done-booked = 预约成功
booking-file-text = 办件编号：{ $number }

# 工作台
booking-desk-title = 预约安排
booking-desk-lead = { $office }今天起的预约。只列时间、编号和事项，不列个人信息。
booking-desk-none = 目前没有预约
booking-desk-none-body = 有人预约后，这里按时间先后列出。
booking-desk-no-office = 您的账户没有登记所在办理地点
booking-desk-no-office-body = 请联系管理员补充所在办理地点。
booking-desk-time = 时间
booking-desk-today = { $day }（今天）

# 不能办理的原因
error-appointment-gone = 该时段已约满或者不能预约，请另选时段。
error-appointment-none = 该办件没有预约，可能已经取消。

# 办件进度
show-event-booked = 已预约
show-event-booking-moved = 已改期
show-event-booking-cancelled = 已取消预约
show-event-booking-freed = 预约名额已释放
desk-appointment = 预约时间
desk-appointment-office = 预约地点
