//! What is wrong with an application, and where. All at once, beside the places.

/// Where a problem lies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A situation question.
    Fact(String),
    /// A form field.
    Field(String),
    /// A material.
    Evidence(String),
    /// The appointment.
    Slot,
    /// The situation as a whole does not qualify; the requirement's id.
    Requirement(String),
    /// Who applies.
    Applicant,
    /// The declaration at the end.
    Declaration,
}

/// What is wrong. The words are the page's business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemCode {
    /// Nothing was given.
    Missing,
    /// Longer than allowed, in characters.
    TooLong(u16),
    /// Not a whole number.
    NotWhole,
    /// Not a number with at most so many decimals.
    NotDecimal(u8),
    /// Below the least.
    TooSmall(String),
    /// Above the most.
    TooLarge(String),
    /// Not a day of the calendar.
    NotDate,
    /// A day before the first allowed.
    TooEarly(String),
    /// A day after the last allowed.
    TooLate(String),
    /// Not one of the options.
    NotAnOption,
    /// Not a telephone number.
    NotPhone,
    /// Not an e-mail address.
    NotEmail,
    /// Not a valid identity number or credit code.
    NotIdNumber,
    /// No such region.
    NotRegion,
    /// A control character or the like.
    BadCharacter,
    /// The service is not for this kind of applicant.
    NotForThisApplicant,
    /// A requirement for intake fails.
    NotQualified,
    /// The version of the service is no longer in force, or not yet.
    NotInForce,
    /// A promise or declaration that must be confirmed.
    NotConfirmed,
    /// This material cannot be promised, or cannot follow later.
    NotAllowed,
    /// The slot is taken or not offered.
    SlotTaken,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What.
    pub code: ProblemCode,
}

impl Problem {
    /// A problem at a place.
    pub fn at(place: Place, code: ProblemCode) -> Problem {
        Problem { place, code }
    }
}
