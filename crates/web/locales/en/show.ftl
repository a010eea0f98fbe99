# Things of the model in words: answers, rules, papers, clocks, timelines
show-yes = Yes
show-no = No
show-or = {" "}or{" "}
show-at = ,{" "}
show-working-days = { $days ->
    [0] on the same day
    [one] 1 working day
   *[other] { $days } working days
}
show-calendar-days = { $days ->
    [0] on the same day
    [one] 1 calendar day
   *[other] { $days } calendar days
}
show-days = { $days ->
    [one] 1 day
   *[other] { $days } days
}
show-provisional = { $date } (provisional: that year's public holidays are not published yet)
show-until = By { $date }
show-within = in { $places }
show-number-equal = { $number }
show-number-other = anything but { $number }
show-number-less = less than { $number }
show-number-most = at most { $number }
show-number-more = more than { $number }
show-number-least = at least { $number }
show-day-equal = { $date }
show-day-other = any day but { $date }
show-day-before = before { $date }
show-day-until = on or before { $date }
show-day-after = after { $date }
show-day-from = on or after { $date }
show-atom-true = Fits
show-atom-false = Does not fit
show-atom-unknown = Not answered
show-derived-unknown = Cannot be worked out yet
show-rule-true = Met
show-rule-false = Not met
show-rule-unknown = Not decided
show-all-of = All of these are needed.
show-any-of = One of these is enough.
show-as-written = The rule as written: { $rule }
show-supplied-document = Handed in
show-supplied-register = Fetched
show-supplied-certificate = Certificate
show-supplied-commitment = Declared
show-supplied-shown = Original seen
show-supplied-follows = Follows
show-supplied-missing = Missing
show-supply-document = Handed in as a file.
show-supply-original-to-show = A copy was handed in; the original must still be shown.
show-supply-original-to-keep = A copy was handed in; the original must still be left with the office.
show-supply-register = Fetched from: { $register }. Nothing was asked of the applicant.
show-supply-certificate = An electronic certificate of this platform, checked when it was taken over.
show-supply-commitment = The applicant made a written declaration instead; it is checked afterwards.
show-supply-shown = The original was shown to the clerk at the window.
show-supply-follows = May follow within { $term } after acceptance.
show-supply-follows-by = May follow until { $date }.
show-supply-missing = Not handed in.
show-file-size = PDF, { $pages ->
    [one] 1 page
   *[other] { $pages } pages
}, { $size } KB
show-stage-received = Received
show-stage-correction-asked = Correction asked for
show-stage-intake-refused = Intake refused
show-stage-accepted = Accepted
show-stage-examined = Examined
show-stage-decided = Decided
show-stage-delivered = Delivered
show-stage-withdrawn = Withdrawn
show-stage-lapsed = Lapsed
show-event-received = Application received
show-event-correction-asked = Correction asked for
show-event-correction-answered = Correction handed in
show-event-papers-followed = Papers that were to follow handed in
show-event-intake-refused = Intake refused
show-event-accepted = Accepted
show-event-accepted-by-silence = Accepted: the office did not answer in time, so it counts from receipt
show-event-examined = Examined
show-event-decided = Decided
show-event-delivered = Delivered
show-event-withdrawn = Withdrawn by the applicant
show-event-lapsed = Lapsed: the correction was not handed in in time
show-by-person = by the applicant
show-by-clerk = at a window
show-by-officer = by the handling officer
show-by-leader = by whoever leads the office
show-by-system = by the system, by rule
show-next-received = Decision on intake
show-next-received-note = If the office says nothing until then, the application counts as accepted from receipt.
show-next-correction-asked = Waiting for the applicant
show-next-correction-asked-note = Without an answer until then, the application counts as given up.
show-next-accepted = Examination and decision
show-next-accepted-note = The clock has been running since acceptance.
show-next-examined = Decision
show-next-examined-note = The examination is done; the decision is due.
