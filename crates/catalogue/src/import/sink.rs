//! Where imported texts go.

/// Why a text could not be stored or found.
pub type SinkError = Box<dyn std::error::Error + Send + Sync>;

/// Where imported texts go: a database, or in tests the memory.
///
/// Regions and authorities come before the services that name them. What is stored as text is read
/// again by [`crate::Shared::add_region`], [`crate::Shared::add_authority`] and
/// [`crate::parse_service`].
pub trait ImportSink {
    /// The latest version of a service that is there already.
    fn latest(&mut self, id: &str) -> Result<Option<u32>, SinkError>;

    /// Whether the latest version of a service is this text, word for word.
    fn is_latest(&mut self, id: &str, text: &str) -> Result<bool, SinkError>;

    /// Stores a region, or replaces the one of that id.
    fn region(&mut self, id: &str, text: &str) -> Result<(), SinkError>;

    /// Stores an authority, or replaces the one of that id.
    fn authority(&mut self, id: &str, text: &str) -> Result<(), SinkError>;

    /// Stores a new version of a service.
    fn service(&mut self, id: &str, version: u32, text: &str) -> Result<(), SinkError>;
}
