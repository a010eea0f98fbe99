//! The tree of regions: 省、市、县（区）、乡镇（街道）、村（社区）.

use std::collections::BTreeMap;

use onewindow_rules::RegionTree;
use serde::{Deserialize, Serialize};

use crate::text::Text;

/// The level of a region or of an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// 国家级.
    National,
    /// 省级.
    Province,
    /// 市级.
    City,
    /// 县（区）级.
    County,
    /// 乡镇（街道）级.
    Township,
    /// 村（社区）级.
    Village,
}

/// One region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Its id in this catalogue.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// Its level.
    pub level: Level,
    /// The administrative division code, if it has one.
    pub code: Option<String>,
    /// The region that it lies in.
    pub parent: Option<String>,
}

/// All regions of a catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Regions(BTreeMap<String, Region>);

/// The regions do not form a tree.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegionError {
    /// A parent that does not exist.
    #[error("region `{region}` lies in `{parent}`, which does not exist")]
    NoParent {
        /// The region.
        region: String,
        /// The missing one.
        parent: String,
    },
    /// A region that lies in itself.
    #[error("region `{0}` lies in itself")]
    Circle(String),
}

impl Regions {
    /// Builds the tree, or says where it is not one.
    pub fn new(regions: impl IntoIterator<Item = Region>) -> Result<Regions, RegionError> {
        let map: BTreeMap<_, _> = regions.into_iter().map(|r| (r.id.clone(), r)).collect();
        for region in map.values() {
            let mut at = region;
            let mut steps = 0;
            while let Some(parent) = &at.parent {
                at = map.get(parent).ok_or_else(|| RegionError::NoParent {
                    region: at.id.clone(),
                    parent: parent.clone(),
                })?;
                steps += 1;
                if steps > 16 {
                    return Err(RegionError::Circle(region.id.clone()));
                }
            }
        }
        Ok(Regions(map))
    }

    /// A region by its id.
    pub fn get(&self, id: &str) -> Option<&Region> {
        self.0.get(id)
    }

    /// All regions, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Region> {
        self.0.values()
    }

    /// A region and all that it lies in, from the smallest up.
    pub fn up(&self, id: &str) -> impl Iterator<Item = &Region> {
        std::iter::successors(self.get(id), |r| r.parent.as_deref().and_then(|p| self.get(p)))
    }
}

impl RegionTree for Regions {
    fn is_within(&self, region: &str, ancestor: &str) -> bool {
        self.up(region).any(|at| at.id == ancestor)
    }
}
