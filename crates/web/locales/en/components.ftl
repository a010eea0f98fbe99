# Form and list components
error-prefix = Error:
error-summary-count = { $count ->
    [one] There is a problem
   *[other] There are { $count } problems
}
warning-prefix = Warning
select-please = Choose one
field-longest = At most { $count } characters
date-year = Year
date-month = Month
date-day = Day
not-given = Not given
change = Change
breadcrumbs-label = Where you are
pagination-label = Pages
pagination-previous = Previous page
pagination-next = Next page
pagination-page = Page { $number }
form-repeated = “{ $field }” can be answered only once. Go back, give one answer and send it again.
form-too-long = “{ $field }” is too long: at most { $most } characters.
form-control-characters = “{ $field }” contains characters that cannot be kept. Remove them and type it again.
form-misleading-characters = “{ $field }” contains invisible characters that turn the order of the text round or hide part of it. They often come along when something is pasted. Empty the field and type it in by hand.
form-unknown = What was sent has a field “{ $field }” that this page does not have. Reload the page and fill it in again.
form-too-many = Too many fields were sent: at most { $most }. Reload the page and fill it in again.
form-too-many-files = At most { $most } files can be sent at once.
form-unreadable = What was sent is incomplete. Go back and send it again.
