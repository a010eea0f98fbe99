use onewindow_model::lang::Lang;

/// What is to be found, as plain text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Doc {
    /// Given back in a hit; orders hits of equal score.
    pub id: String,
    /// Multiplies the score, 1.0 for an ordinary service; taken as 0.1 to 10.
    pub weight: f32,
    /// Codes by which officials call it; one typed or pasted comes first.
    pub codes: Vec<String>,
    /// Text in each language that there is; `None` is one that the interface does not have. A language
    /// may occur more than once.
    pub fields: Vec<(Option<Lang>, Fields)>,
}

/// Text of one language, from the most to the least telling.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// Everyday words for the service; weigh most.
    pub keywords: Vec<String>,
    /// The official name.
    pub name: String,
    /// One or two sentences.
    pub summary: String,
    /// Everything else worth finding.
    pub body: String,
}
