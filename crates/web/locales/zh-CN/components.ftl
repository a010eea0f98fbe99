# 表单与列表组件
error-prefix = 错误：
error-summary-count = { $count ->
   *[other] 有{ $count }处需要修改
}
warning-prefix = 注意
select-please = 请选择
field-longest = 最多{ $count }个字
date-year = 年
date-month = 月
date-day = 日
not-given = 未填写
change = 修改
breadcrumbs-label = 当前位置
pagination-label = 分页
pagination-previous = 上一页
pagination-next = 下一页
pagination-page = 第{ $number }页
form-repeated = “{ $field }”只能填写一次，请返回上一页修改后重新提交。
form-too-long = “{ $field }”太长，最多{ $most }个字。
form-control-characters = “{ $field }”中含有无法保存的字符，请删除后重新填写。
form-misleading-characters = “{ $field }”中含有会打乱文字顺序或者隐藏文字的不可见字符，多为复制粘贴时带入。请清空该栏，直接手工输入。
form-unknown = 提交的内容中有本页没有的栏目“{ $field }”，请刷新页面后重新填写。
form-too-many = 一次提交的栏目过多，最多{ $most }项，请刷新页面后重新填写。
form-too-many-files = 一次最多上传{ $most }个文件。
form-unreadable = 提交的内容不完整，请返回上一页重新提交。
