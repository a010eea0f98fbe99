# How officials come in
staff-sign-in-title = Sign in as an official
staff-sign-in-lead = Officials sign in with a passkey: the finger, face or PIN of their own computer, phone or security key. There is no password.
staff-sign-in-button = Sign in with your passkey
staff-sign-in-first = Here for the first time
staff-sign-in-first-body = You were given an enrolment code.
staff-enrol-link = Register your passkey
staff-sign-in-lost = Passkey lost
staff-sign-in-lost-body = Ask an administrator of your organisation for a new enrolment code. If the device was stolen, say so at once: your access is then closed.
sign-in-staff-passkey = You work here?
sign-in-staff-passkey-link = Sign in as an official

staff-enrol-title = Register your passkey
staff-enrol-lead = The code was given to you by an administrator, or by whoever set up this site. It serves once, within three days.
staff-enrol-code = Enrolment code
staff-enrol-code-hint = 16 letters and digits. Capitals, spaces and hyphens do not matter.
staff-enrol-code-length = An enrolment code has 16 letters and digits
staff-enrol-code-slip = There is a slip in this code: compare it with what you were given
staff-enrol-go-on = Go on
staff-enrol-passkey-title = Make your passkey
staff-enrol-name = Name
staff-enrol-login = Login
staff-enrol-organisation = Organisation
staff-enrol-not-you = If this is not you, stop here and give the code back to whoever gave it to you.

passkey-what = Your browser will ask you to confirm with a finger, a face or a PIN, and keep the passkey on this device or on a security key. Only its public half comes to us.
passkey-name = What you call this passkey
passkey-name-hint = So that you know it again in your list, such as “office computer”.
passkey-name-default = Passkey { $number }
passkey-make = Make the passkey
passkey-trouble = The browser gave no answer: you may have cancelled, taken too long, or have no passkey for this site here. Try again.
passkey-missing = This browser has no passkeys. Use a current version of Chrome, Edge, Firefox or Safari.
passkey-exists = This device already has a passkey of yours. Use another device or a security key.
passkey-noscript = Browsers offer passkeys to JavaScript alone, and it is turned off here. Turn it on for this site and load the page again; only the pages that ask for a passkey use it. If you cannot, ask your administrator for another device.

passkey-refused-unready = Passkeys cannot be used at this address. Whoever runs the site has to give it a host name and https.
passkey-refused-expired = This page had been open for more than five minutes, or was answered already. Nothing is lost: try again
passkey-refused-unreadable = The answer of your device could not be read. Try again; if it stays like this, use another passkey
passkey-refused-site = The answer came from another site. Make sure that the address in your browser is that of this site, then try again
passkey-refused-unverified = Your device did not ask for your finger, face or PIN. Set one up on the device, then try again
passkey-refused-kind = This device makes passkeys of a kind that is not taken here, or has one of yours already. Use another device
passkey-refused-unknown = This passkey is not registered here, or was removed. Use another one, or bring a new enrolment code
passkey-refused-other = This passkey belongs to another official. Use one of your own
passkey-refused-copied = There may be a copy of this passkey, so it is blocked and this is on record. Use another one and tell your administrator
passkey-refused-left = You are no longer registered as an official in service. Ask your administrator
passkey-refused-taken = This passkey is registered already. Use another device
passkey-refused-last = This is your last passkey, and without it you could not sign in again. Add another one first, or ask an administrator for a new enrolment code
passkey-refused-many = You have ten passkeys, which is the most. Remove one first
passkey-refused-code-unknown = This code is not valid. A later code may have taken its place: use the newest, or ask for another one
passkey-refused-code-used = This code was used already. Sign in with your passkey; if it was not you who used it, tell your administrator at once
passkey-refused-code-over = This code is more than three days old. Ask for a new one

# Still there?
staff-confirm-title = Confirm that it is you
staff-confirm-lead = A decision counts only from somebody who is there. Confirm with your passkey; it then holds for five minutes.
staff-confirm-button = Confirm with your passkey
staff-locked-title = The desk is locked
staff-locked-lead = Nobody has used this desk for a while, so it is locked. Unlock it with your passkey, and you are back where you were.
staff-locked-button = Unlock with your passkey
staff-confirm-typed-kept = What you just sent is not done yet. It is kept for 30 minutes, for you alone, and comes next.
staff-confirm-typed-lost = What you just sent was not done and could not be kept. Afterwards you have to enter it again.
staff-confirm-typed-files = The files that you just sent were not taken. Afterwards you have to choose them again.
staff-confirm-other = You are somebody else? Then end this session first.
staff-resume-title = Send what you had typed
staff-resume-lead = Here is what you had sent. It has not been done yet.
staff-resume-send = Send it now
staff-resume-drop = Do not send it, back to the desk

# Their own passkeys
passkeys-nav = My passkeys
passkeys-title = My passkeys
passkeys-lead = A second passkey, on another device or a security key, lets you in when the first is lost.
passkeys-added = Registered: { $time }
passkeys-used = Last used: { $time }
passkeys-unused = Not used yet
passkeys-blocked = Blocked
passkeys-blocked-body = Its counter went back, so there may be a copy of it. It lets nobody in any more. Remove it and tell your administrator.
passkeys-change = Rename or remove “{ $name }”
passkeys-rename = Rename
passkeys-remove-what = Nobody can sign in with it afterwards. Delete it on the device as well.
passkeys-remove = Remove this passkey
passkeys-add = Add a passkey
passkeys-add-title = Add a passkey
passkeys-done-added = The passkey is registered. From now on you can sign in with it.
passkeys-done-renamed = The passkey has its new name.
passkeys-done-removed = The passkey is removed. Nobody can sign in with it any more.
passkeys-record = On record
passkeys-record-what = Nobody can change or remove these lines. If something here was not you, tell your administrator at once.
passkeys-event-invited = You were registered as an official on the machine itself.
passkeys-event-code-issued =
    An enrolment code was given out { $by ->
        [machine] on the machine itself.
        [self] by you.
       *[other] by an administrator.
    }
passkeys-event-added = Passkey “{ $name }” was registered.
passkeys-event-renamed = A passkey was named “{ $name }”.
passkeys-event-removed = Passkey “{ $name }” was removed.
passkeys-event-copied = Passkey “{ $name }” counted back and was blocked.
