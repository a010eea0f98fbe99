# Names of fixed lists
kind-apply = Apply
kind-look-up = Look up
kind-book = Book a time
kind-pay = Pay
kind-consult = Ask
kind-report = Declare
kind-inform = Guide
nature-licence = Licence
nature-benefit = Benefit
nature-confirmation = Confirmation
nature-registration = Registration
nature-payment = Charge
nature-ruling = Ruling
nature-public-service = Public service
nature-other = Other administrative act
audience-natural-person = persons
audience-legal-person = companies and organisations
channel-online = Online
channel-window = At a window
channel-terminal = At a terminal
channel-assisted = With help
channel-post = By post
channel-online-how = Apply on this site. { $visits }.
channel-online-look-up = Look it up on this site. { $visits }.
channel-window-how = At any of the service centres below. { $visits }, the one to apply included.
channel-window-elsewhere = At the place named in the source below. { $visits }, the one to apply included.
channel-terminal-how = At a self-service terminal in a service centre. { $visits }, the one to apply included.
channel-assisted-how = A member of staff fills it in with you. { $visits }, the one to apply included.
channel-post-how = Send the papers to the service centre. { $visits }.
delivery-electronic = electronically
delivery-post = by post
delivery-collection = collected at a window
fee-due-with-application = with the application
fee-due-before-decision = before the decision
fee-due-before-delivery = before you receive the result
level-national = National
level-province = Province
level-city = City
level-county = County or district
level-township = Town or subdistrict
level-village = Village or community
list-and = ,{" "}
list-or = ,{" "}or{" "}
colon = :{" "}
sentence-end = .
not-in-source = Not stated in the source

# Cost, time, visits
cost-free = Free
cost-free-long = Nothing is charged.
cost-up-to = Free, or up to { $most }
cost-between = { $least } to { $most }
fee-line = { $amount }, paid { $due }
fee-line-maybe = { $amount }, paid { $due } (depends on questions that are still open)
time-immediate = At once
time-immediate-long = Done while you wait
time-same-day = Same day
visits-none = No visit
visits-count = { $count ->
    [one] 1 visit
   *[other] { $count } visits
}
visits-up-to = { $most ->
    [one] None or 1 visit
   *[other] None to { $most } visits
}
visits-between = { $least } to { $most } visits
visits-as-stated = { $count ->
    [0] No visit, as the source states
    [one] 1 visit, as the source states
   *[other] { $count } visits, as the source states
}
visits-claimed = the source claims { $count }
visit-hand-in = hand in the application
visit-identity = have your identity checked, which cannot be done remotely
visit-collect = collect the result
visit-leave-original = leave the original: { $paper }
visit-show-original = show the original: { $paper }
visit-step = be there for: { $step }
visit-obtain = get this paper: { $paper }, from { $place }
to-come-step = After acceptance, come in person: { $step }
to-come-step-at = After acceptance, come in person: { $step }. Where: { $place }
to-come-step-at-how = After acceptance, come in person: { $step }. Where: { $place } ({ $hint })
to-come-collect = When it is decided, collect the result at a window.
to-come-counter = Come to a window of a service centre to { $what }.
trips-none = You need not come. Everything can be done online.
trips-sure = You have to come to:
trips-maybe = Depending on your answers, you may also have to come to:
trips-officer-comes = An officer comes to you for:{" "}
trips-fewest-online = This is if you apply on this site. If you apply at a window, coming to apply is a visit too, so it can be one more.
trips-proved = { $count ->
    [0] Whatever you answer, no visit is needed: this is proved from the steps and papers of this service.
    [one] Whatever you answer, 1 visit is the most: this is proved from the steps and papers of this service.
   *[other] Whatever you answer, { $count } visits are the most: this is proved from the steps and papers of this service.
}
trips-certificate-first = What it takes to get a certificate that you do not have yet is not counted in this.
glance-visits-online = if you apply on this site
glance-cost = Cost
glance-time = Time
glance-visits = Visits
glance-statutory = by law at most { $term }
glance-officer-comes = an officer comes to you

# Papers
need-register = We look it up in: { $register }
need-certificate = Taken over if it was issued on this platform: { $certificate }
need-fallback = If we find nothing, you upload it.
need-may-follow = May follow within { $term } after acceptance.
need-commitment = You may sign a declaration instead; it is checked afterwards.
need-obtain = You get it from: { $place }
need-copy = A photo or copy is enough.
need-original-shown = Upload a photo now; show the original at the window once.
need-original-kept = { $copies ->
    [one] The original is handed in.
   *[other] { $copies } originals are handed in.
}
need-issued-by = No certificate yet? Apply for it here:{" "}
need-basis = Asked for under:{" "}
only-when = Only if: { $situation }
condition-atom = { $question }? { $answer }
condition-and = ; and{" "}
condition-or = ; or{" "}
condition-not = not ({ $what })

# The four kinds of legal basis
basis-establishes = What creates it
basis-establishes-meaning = The law by which this service exists
basis-exercises = What governs how it is done
basis-exercises-meaning = Rules on conditions, papers and time
basis-charges = What allows a fee
basis-charges-meaning = The law that allows the fee; without one, nothing may be charged
basis-processing = What allows your data to be used
basis-processing-meaning = The law that allows personal data to be used for this service

# Situation questions
ask-choose = Choose one answer
ask-place = Choose a place from the list
ask-need-number = Enter a number
ask-need-day = Enter day, month and year
ask-whole = Enter a whole number in digits, such as 12
ask-number = Enter a number in digits, such as 12.5
ask-digits = { $digits ->
    [one] Give at most 1 digit after the point
   *[other] Give at most { $digits } digits after the point
}
ask-day = Enter a day that exists, such as 27 3 2026
ask-least = Must be { $least } or more
ask-most = Must be { $most } or less
ask-too-long = At most { $most } characters
questions-progress = Question { $at } of at most { $most }
questions-next = Continue
questions-result-now = See the result so far
questions-private = Your answers are kept only in the address of this page. We do not store them.

# Start page
home-title = What do you need to get done?
home-search-label = Search services in your own words
search-button = Search
home-examples = For example:
home-audience = For individuals and for companies
home-persons = For persons
home-persons-hint = Health, family, work, housing, old age
home-companies = For companies
home-companies-hint = Starting, running and changing a business
home-events = When something happens in life
home-events-hint = Everything that belongs together, in the right order.
home-kinds = By kind of service
home-all = All { $count } services
home-more = More
home-track = Follow a case
home-track-hint = With the number and code on your receipt slip
home-verify = Verify a certificate
home-verify-hint = Anyone can check whether it is genuine and still valid
home-offices = Service centres
home-offices-hint = Addresses, opening hours, telephone numbers
home-could-not = Could not get it done?
home-could-not-hint = Where to turn when an office did not help

# Search
search-title-all = All services
search-title = Services for “{ $query }”
search-label = Search services
search-narrow = Narrow down
search-any = All
search-audience = For whom
search-kind = Kind of service
search-event = Life event
search-region = Place
search-apply-filters = Show
search-clear = Remove all filters
search-meant = Results include those for “
search-meant-end = ”.
search-count = { $count ->
    [one] 1 service found
   *[other] { $count } services found
}
search-close = Nothing fits all of your words. These come closest:
search-none-of-these = None of these? Try other everyday words, or ask somebody.
search-nothing = Nothing found
search-nothing-hint = Try other everyday words, fewer of them, or remove filters. For example:
search-all = See all services
search-ask = Ask at a service centre

# Page of a service
service-for = For:{" "}
service-by = Responsible:{" "}
source-note = This description was imported from another system and is shown as it stands there. What the source does not say is marked.
source-name = Source:{" "}
source-as-of = As of: { $date }
source-licence = Licence:{" "}
begin-title = What do you need in your situation?
begin-hint = { $count ->
    [one] Answer 1 question and see
   *[other] Answer at most { $count } short questions and see
} exactly which papers you need, what it costs, how long it takes, and whether you qualify. No sign-in.
begin-button = Find out
begin-skip = Go straight to the form
begin-plain-title = Apply online
begin-checklist = See what you need as a checklist
begin-in-person = This cannot be applied for online. See below where to go.
apply-now = Apply online
apply-anyway = Apply all the same
figures-title = Figures in force
figures-source = Source:{" "}
figures-as-of = , as of { $date }
begin-record-title = See your own record
begin-record = Sign in and see
record-nothing = The register holds nothing about you
record-nothing-hint = If you think that this is wrong, ask the authority named on the page of this service. It must correct what is wrong.
record-unreachable = The register does not answer at the moment
record-unreachable-hint = Please try again later.
record-at = Looked up: { $time }. Only you see this page, and it is not stored.
record-looked = Who looked at my data
record-shows = What you will see
record-from = From:{" "}
section-papers = Papers
papers-always = Everybody needs
papers-sometimes = { $count ->
    [one] 1 more paper in some situations
   *[other] { $count } more papers in some situations
}
section-conditions = Conditions
conditions-intake = It is not accepted if
conditions-decision = It is refused if
section-time = How long it takes
times-intake = Decision on acceptance, at most
times-promised = Promised time, from acceptance
times-statutory = Time set by law, from acceptance
section-steps = What the office does
step-you-come = You have to be there
step-officer-comes = An officer comes to you
section-visits = Visits
section-cost = Cost
section-where = Where and how
where-offices = { $count ->
    [one] 1 office takes applications
   *[other] { $count } offices take applications
}
section-outcome = What you get
outcome-name = Result
outcome-certificate = Electronic certificate
outcome-valid = Valid for
outcome-delivery = How it reaches you
valid-years = { $years ->
    [one] 1 year
   *[other] { $years } years
}
valid-months = { $months ->
    [one] 1 month
   *[other] { $months } months
}
valid-always = No limit
section-law = Legal basis
section-remedy = If you disagree
remedy-hint = You can take any of these ways; the first does not stop the clock of the others.
remedy-internal = Internal reconsideration
remedy-internal-how = Another officer of the same authority looks at it again. Ask within { $term } of learning of the decision.
remedy-review = Administrative review
remedy-review-how = Apply to { $authority } within { $term } of learning of the decision.
remedy-court = Court
remedy-court-how = Go to { $court } within { $term } of learning of the decision.
section-contacts = Questions and complaints
contact-above = Complaints: { $authority }
contacts-could-not = Could not get it done? Tell the office above
section-kept = How long your data is kept
kept-years = { $years ->
    [0] Deleted when the case ends
    [one] 1 year after the case ends
   *[other] { $years } years after the case ends
}
section-record = About this entry
record-authority = Authority
record-level = Level
record-region = Applies in
record-code = Implementation code
record-version = Version
record-version-how = { $version }, in force from { $date }

# Checklist
checklist-title = What you need
checklist-not-accepted = With these answers it would not be accepted
checklist-also-refused = It would also be refused because:
checklist-no-next = Is an answer wrong? Change it below. You can also ask at a window; the office must refuse in writing, with its reason.
checklist-refused = With these answers it would be refused
checklist-refused-next = You may still apply: the office decides in writing, and you can contest the decision. Is an answer wrong? Change it below.
checklist-qualifies = You qualify, as far as your answers go
checklist-everybody = What everybody needs
checklist-qualifies-note = The office decides after looking at your papers.
checklist-open = { $count ->
    [one] 1 question is still open, so some of this may change.
   *[other] Up to { $count } questions are still open, so some of this may change.
}
checklist-go-on = Answer the questions that are left
checklist-prepare = Have these ready
checklist-prepare-nothing = Nothing. You need not prepare any paper.
checklist-maybe = Perhaps also
checklist-fetched = We fetch these ourselves
checklist-fetched-hint = You need not bring or upload them. We look only once you have started to apply, and you can see each look.
clock-intake = The office accepts or refuses your application, or tells you everything that is missing, within { $term }. Silence counts as acceptance.
clock-decided = Accepted today, it would be decided by { $date } at the latest.
checklist-answers = Your answers
checklist-start-over = Start over
checklist-in-person = Rather in person?
checklist-in-person-hint = Every centre takes it in, on equal terms, and helps you with the form.
checklist-share = Print this page, or send its address to someone: it holds your answers and nothing else about you.
checklist-service = All about this service

# Life events
event-caption = Life event
event-order = In this order: one thing may need another.
event-nothing = No service belongs here yet

# Offices
offices-title = Service centres
offices-lead = Any centre takes in every service of its area. You need not know which authority decides.
offices-region = Where are you?
offices-show = Show
offices-for = Centres that serve { $place }
offices-none = No centre serves this place.
office-address = Address
office-hours = Open
office-phone = Telephone
office-phone-short = Telephone:{" "}
office-serves = Serves
office-windows = Windows
office-windows-hint = One window takes in, the authorities decide behind it, and one window hands out.
office-services = { $count ->
    [one] 1 service is available here
   *[other] { $count } services are available here
}
office-related = Other centres
office-above = Above it:{" "}

# Verify
verify-title = Verify a certificate
verify-lead = Check whether an electronic certificate is genuine, unchanged and still valid. No sign-in.
verify-text = Paste the certificate
verify-text-hint = A long line of letters, digits, dots and tildes (~)
verify-file = Or upload its file
verify-file-hint = The file that the holder downloaded or sent you
verify-button = Verify
verify-nothing = Paste a certificate, or choose its file
verify-yourself = Check it yourself, without trusting this site
verify-yourself-text = The format is open (SD-JWT VC). Keep the trust file, and verify on your own machine:
verify-trust = Trust file: issuers and their keys
verify-metadata = Metadata of the issuer
verify-private = What you paste is not stored.
verdict-action = What to do:{" "}
verdict-nothing-shown = Its content is not shown, because it cannot be relied on.
verdict-detail = Technical reason
verdict-another = Verify another certificate
verdict-hidden = Not shown
verdict-hidden-count = { $count ->
    [one] The holder did not disclose 1 field
   *[other] The holder did not disclose { $count } fields
}
verdict-issued = Issued
verdict-expires = Valid until

# Following a case with a slip
track-title = Follow a case
track-lead = For applications taken in at a window. The case number and claim code are on your receipt slip.
track-again = Enter the case number and claim code to go on. A case that you follow is closed here after 30 minutes without use. Files that you were just sending have not arrived: choose them again.
track-number = Case number
track-number-hint = 12 letters and digits, such as 7K3M-9QXA-2PDE
track-code = Claim code
track-code-hint = 16 letters and digits. Whoever has it can follow the case and hand in what is asked for, so keep the slip safe.
track-button = Follow
track-online = Applied online? See your cases in your account
track-number-missing = Enter the case number
track-code-missing = Enter the claim code
track-number-length = A case number has 12 letters and digits
track-code-length = A claim code has 16 letters and digits
track-character = It contains a character that is never used here. Check it against your receipt slip
track-slip = Something is mistyped. Check it against your receipt slip
track-unknown = No case has this number and code. Check both against your receipt slip.
track-ended = This slip has ended. A case can be followed with its slip until { $days } days after it is closed. If you need to know more, ask at any service centre.
track-slip-until = Your slip is good until
track-case-title = Progress of your case
track-service = Service
track-authority = Handled by
track-received = Received
track-granted = Granted
track-refused = Refused
track-reasons = What the office wrote
track-asked = Please put these right
track-asked-answer = Hand them in here
track-asked-how = Or bring them to any service centre, with your slip. Hand in everything at once: nothing further will be asked for afterwards.
track-timeline = Progress
track-end = Finish and leave

# Could not get it done
could-not-title = Could not get it done?
could-not-lead = Something did not get done? Tell this window. It is independent of the office, finds out why, and answers you.
could-not-when = Come here if
could-not-when-refused = your application was turned away without a reason in writing;
could-not-when-more = you were asked for a paper that is not on the list of the service;
could-not-when-again = you were sent away more than once for missing papers;
could-not-when-late = the promised day has passed;
could-not-when-nobody = nobody says who is responsible.
could-not-how = How it goes
could-not-step-tell = Tell the window what you wanted to get done, when, and where. A case number helps; you need no proof.
could-not-step-answer = It asks the office, and tells you the result.
could-not-step-above = If that does not help, go to the authority above, or use the ways to contest a decision on the page of the service.
could-not-about = This is about:{" "}
could-not-where = Where the window is
could-not-where-hint = Come in, or call and ask for the “could-not-get-it-done window”.
could-not-law = Your right to contest
could-not-law-text = This window does not replace administrative review or the court, and does not stop their time limits.

# Signing in
sign-in-title = Sign in
sign-in-typed-kept = Your session has ended. What you just typed is kept for 30 minutes, for you alone: sign in again and it is there.
sign-in-typed-lost = Your session has ended. What you just sent was not saved: sign in and do it again. Everything before is still there.
sign-in-typed-files = Your session has ended. The files that you just sent were not saved: sign in and choose them again. Everything before is still there.
sign-in-none = Signing in online is not set up on this site. You can search, see what you need, apply at a window, and follow your case with the slip that you get there.
sign-in-provider = You prove who you are at the identity service, and come back here signed in.
sign-in-provider-button = Sign in
sign-in-provider-other = No account there? You can apply at any window, and follow a case with its slip.
sign-in-again = Try again
sign-in-failed-back = Back to where you were
sign-in-failed-unknown-title = This sign-in cannot be continued
sign-in-failed-unknown-body = It was finished already, was begun in another browser, or took longer than 15 minutes. Sign in again.
sign-in-failed-turned-back-title = You did not sign in
sign-in-failed-turned-back-body = You turned back at the identity service. What you have saved is still there.
sign-in-failed-silent-title = The identity service does not answer
sign-in-failed-silent-body = Try again in a few minutes. What you have saved is still there. At a window you can apply at once.
sign-in-failed-unproved-title = The sign-in could not be checked
sign-in-failed-unproved-body = What the identity service sent does not prove who you are, so this sign-in was not completed. Try again; if it happens again, tell us that you could not get it done.
sign-in-failed-level-title = Your identity could not be proved at the level needed
sign-in-failed-level-body = This service needs the level “{ $level }”, and the identity service did not prove it. What you have saved is still there. You can try again, or apply at a window with your identity card.
sign-in-failed-other-person-title = Somebody else signed in
sign-in-failed-other-person-body = At the identity service another person signed in than the one who is signed in here. Nothing was changed. Sign out there and try again.
sign-in-failed-nameless-title = The identity service does not say who you are
sign-in-failed-nameless-body = It gave no name, or a number that is not valid. Have your account there put right, or apply at a window with your identity card.
assurance-low = low
assurance-substantial = substantial
assurance-high = high
prove-title = Prove who you are
prove-needed = This service needs proof of your identity at the level “{ $level }”, and your present sign-in is not enough.
prove-onward = You prove it at the identity service, and come back to this page. Nothing that you have saved is lost.
prove-button = Prove it now
prove-or-window = Or apply at a window with your identity card.
prove-window = Find a service centre
prove-not-here = This cannot be done online here. Apply at a window with your identity card. What you have saved stays under “My cases”.
signed-out-there = Sign out at the identity service as well
sign-in-demo-staff = This is a demonstration. Its officials are fictional; choose whom you want to be.
sign-in-demo = This is a demonstration. Choose who you want to be; all of them are fictional.
sign-in-code = One-time code
sign-in-code-hint = It is shown in the terminal where the server was started. Each code works once.
sign-in-code-wrong = This is not the current one-time code. Enter the latest one
sign-in-already = You are signed in.
sign-out = Sign out
sign-out-everywhere = Sign out everywhere
sign-out-everywhere-hint = If you forgot to sign out on another device.
sign-out-everywhere-text = This signs you out here and on every other device and browser where you are signed in.
sign-out-everywhere-kept = Applications that you have begun stay saved.
signed-out-title = You are signed out
signed-out-here = This device no longer has access to your data.
signed-out-others = { $count ->
    [one] You were also signed out on one other device or in another browser.
   *[other] You were also signed out on { $count } other devices or browsers.
}
signed-out-home = To the start page
sign-in-person = More individuals
sign-in-person-hint = They apply for themselves or for their family.
sign-in-company = People who act for a company
sign-in-company-hint = They act for themselves and for the company that they represent.
sign-in-staff = More officials
sign-in-staff-hint = Clerks at windows, case officers, and second officers.
sign-in-as-short = Sign in
sign-in-as-rest = as

# For programs
sign-in-walk = For the first walk
verdict-authority = Issuing authority
to-come-step-slip = After acceptance, come in person: { $step }. Where: see the receipt slip.
