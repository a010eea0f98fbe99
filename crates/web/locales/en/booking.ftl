# Appointments: choosing, moving, giving back
booking-title = Times to book
booking-ahead = You can book within the next { $term }
booking-times = { $days }, { $from } to { $to }
booking-working-days = Working days
booking-and = {", "}
booking-monday = Monday
booking-tuesday = Tuesday
booking-wednesday = Wednesday
booking-thursday = Thursday
booking-friday = Friday
booking-saturday = Saturday, except public holidays
booking-sunday = Sunday, except public holidays
booking-make-up = weekend days worked in place of another
booking-length = A slot takes { $minutes } minutes
booking-latest = Book at least { $hours ->
    [one] one hour
   *[other] { $hours } hours
} ahead
booking-change-latest = Move or cancel at least { $hours ->
    [one] one hour
   *[other] { $hours } hours
} ahead
booking-at = At:{" "}
booking-slot = { $day }, { $time }
booking-slot-at = { $slot }, { $office }
booking-when = Appointment
booking-where = Office
booking-address = Address
booking-phone = Telephone
booking-month = { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

# Choosing
booking-part = Appointment
booking-office-question = Where do you want to come?
booking-office-missing = Choose an office
booking-day-question = On which day?
booking-day-missing = Choose a day
booking-day-gone = That day cannot be booked. Choose another
booking-day-free = { $count ->
    [one] one time is free
   *[other] { $count } times are free
}
booking-time-question = At what time?
booking-time-missing = Choose a time
booking-time-gone = That time cannot be booked. Choose another
booking-time-free = { $count ->
    [one] one place left
   *[other] { $count } places left
}
booking-office-free = First free time: { $slot }
booking-office-none = Nothing free at the moment
booking-held-not = Choosing does not hold the place. It is yours when you send the application.
booking-full-days = Full: { $days }
booking-full-times = Full: { $times }
booking-list-and = {"; "}
booking-months = Other months
booking-none-month = Nothing is free in { $month }
booking-none-day = Nothing is free on that day
booking-none-all = Nothing is free at the moment
booking-none-help = What you can do:
booking-none-call = Call { $office } and ask whether somebody has cancelled: { $phone }
booking-none-visit = Ask at { $office }: { $address }
booking-none-other = Go to another office:
booking-none-later = Look again in a few days: every working day a new day opens.
booking-other-day = Choose another day
booking-other-office = Choose another office
booking-continue = Continue
booking-move-button = Move to this time

# Taken a moment ago
booking-full-title = That time has just been taken
booking-full-slot = Somebody else took the last place: { $slot }.
booking-full-kept = Everything that you filled in and uploaded is kept. The application has not been sent. Choose another time and send it again.
booking-full-moved = Your old appointment stands as it was. Choose another time, or keep it.
booking-full-question = Which time instead?
booking-full-more = See all days

# The appointment
booking-card = Your appointment
booking-none = You have no appointment yet.
booking-book = Choose a time
booking-move = Move it
booking-move-title = Move the appointment
booking-cancel = Cancel it
booking-file = Save to your calendar (.ics file)
booking-until = You can move or cancel it until { $time }.
booking-too-late = It is too late to move or cancel it here. If you cannot come, call the office.
booking-bring = Come on time: the place is not kept for those who are late.
booking-cancel-title = Cancel the appointment?
booking-cancel-text = The place goes to somebody else at once. Your application stays, and you can choose another time. If you do not need it any more, withdraw the application.
booking-cancel-button = Cancel the appointment
booking-cancel-keep = Keep it
booking-done-moved = The appointment is moved
booking-done-cancelled = The appointment is cancelled
booking-done-booked = The appointment is booked
booking-file-text = Case number: { $number }

# The desk
booking-desk-title = Appointments
booking-desk-lead = Appointments at { $office } from today on: times, case numbers and services, nothing personal.
booking-desk-none = No appointments
booking-desk-none-body = When somebody books, it is listed here by time.
booking-desk-no-office = Your account names no office
booking-desk-no-office-body = Ask an administrator to add the office where you sit.
booking-desk-time = Time
booking-desk-today = { $day } (today)

# Why it cannot be done
error-appointment-gone = That time is full or cannot be booked. Choose another.
error-appointment-none = This case has no appointment. It may have been cancelled already.

# On the timeline and at the desk
show-event-booked = Appointment booked
show-event-booking-moved = Appointment moved
show-event-booking-cancelled = Appointment cancelled
show-event-booking-freed = Appointment given back
desk-appointment = Appointment
desk-appointment-office = At
