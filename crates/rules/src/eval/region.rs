/// The tree of regions, as much of it as conditions need.
pub trait RegionTree {
    /// Whether `region` is `ancestor` or lies below it. A region that the tree does not know lies
    /// in nothing, not even in itself.
    fn is_within(&self, region: &str, ancestor: &str) -> bool;
}

/// Regions without a tree: each lies in itself only.
#[derive(Debug, Clone, Copy, Default)]
pub struct FlatRegions;

impl RegionTree for FlatRegions {
    fn is_within(&self, region: &str, ancestor: &str) -> bool {
        region == ancestor
    }
}
