# portal/
