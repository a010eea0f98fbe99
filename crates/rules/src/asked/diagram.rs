use std::collections::HashMap;

use super::{MAX_NODES, TooComplex};

/// A set of assignments: a node of a multi-valued decision diagram. Equal sets are equal nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Node(u32);

/// No assignment.
pub(super) const NEVER: Node = Node(0);
/// Every assignment.
pub(super) const ALWAYS: Node = Node(1);

/// Where the variables of a node end: after every variable that there is.
const LEAF: usize = usize::MAX;

/// All diagrams of one proof. A variable is the position of a question; a branch is a cell.
#[derive(Default)]
pub(super) struct Diagrams {
    nodes: Vec<(usize, Box<[Node]>)>,
    places: HashMap<(usize, Box<[Node]>), Node>,
    both: HashMap<(Node, Node), Node>,
    contraries: HashMap<Node, Node>,
    certain: HashMap<(Node, usize), Node>,
    /// Branches looked at, so that wide nodes count for more.
    work: usize,
}

impl Diagrams {
    /// The node that leads to these branches, one for each cell of the variable.
    pub(super) fn node(
        &mut self,
        variable: usize,
        branches: Vec<Node>,
    ) -> Result<Node, TooComplex> {
        self.work += branches.len();
        match branches.split_first() {
            None => return Ok(NEVER),
            Some((first, rest)) if rest.iter().all(|branch| branch == first) => return Ok(*first),
            _ => {}
        }
        let key = (variable, branches.into_boxed_slice());
        if let Some(known) = self.places.get(&key) {
            return Ok(*known);
        }
        if self.nodes.len() >= MAX_NODES || self.work > 50 * MAX_NODES {
            return Err(TooComplex);
        }
        let place = u32::try_from(self.nodes.len() + 2).map_err(|_| TooComplex)?;
        self.nodes.push(key.clone());
        self.places.insert(key, Node(place));
        Ok(Node(place))
    }

    /// Assignments in both sets.
    pub(super) fn and(&mut self, left: Node, right: Node) -> Result<Node, TooComplex> {
        match (left, right) {
            (NEVER, _) | (_, NEVER) => return Ok(NEVER),
            (ALWAYS, other) | (other, ALWAYS) => return Ok(other),
            _ if left == right => return Ok(left),
            _ => {}
        }
        let key = if left.0 < right.0 { (left, right) } else { (right, left) };
        if let Some(known) = self.both.get(&key) {
            return Ok(*known);
        }
        let variable = self.variable(left).min(self.variable(right));
        let width = self.width(variable, left).max(self.width(variable, right));
        let mut branches = Vec::with_capacity(width);
        for cell in 0..width {
            let (one, other) =
                (self.branch(left, variable, cell), self.branch(right, variable, cell));
            branches.push(self.and(one, other)?);
        }
        let result = self.node(variable, branches)?;
        self.both.insert(key, result);
        Ok(result)
    }

    /// Assignments not in the set.
    pub(super) fn not(&mut self, node: Node) -> Result<Node, TooComplex> {
        match node {
            NEVER => return Ok(ALWAYS),
            ALWAYS => return Ok(NEVER),
            _ => {}
        }
        if let Some(known) = self.contraries.get(&node) {
            return Ok(*known);
        }
        let variable = self.variable(node);
        let branches = (0..self.width(variable, node))
            .map(|cell| self.not(self.branch(node, variable, cell)))
            .collect::<Result<Vec<Node>, TooComplex>>()?;
        let result = self.node(variable, branches)?;
        self.contraries.insert(node, result);
        Ok(result)
    }

    /// Assignments in either set.
    pub(super) fn or(&mut self, left: Node, right: Node) -> Result<Node, TooComplex> {
        let (left, right) = (self.not(left)?, self.not(right)?);
        let neither = self.and(left, right)?;
        self.not(neither)
    }

    /// Assignments of the variables before `first` that are in the set whatever the others are.
    pub(super) fn certain(&mut self, node: Node, first: usize) -> Result<Node, TooComplex> {
        if node == NEVER || node == ALWAYS {
            return Ok(node);
        }
        let variable = self.variable(node);
        // Reduced diagrams have no node from which every way leads to ALWAYS.
        if variable >= first {
            return Ok(NEVER);
        }
        if let Some(known) = self.certain.get(&(node, first)) {
            return Ok(*known);
        }
        let branches = (0..self.width(variable, node))
            .map(|cell| self.certain(self.branch(node, variable, cell), first))
            .collect::<Result<Vec<Node>, TooComplex>>()?;
        let result = self.node(variable, branches)?;
        self.certain.insert((node, first), result);
        Ok(result)
    }

    /// One assignment of the set as pairs of variable and cell, the first in order; `None` if the
    /// set is empty. Variables that are left out may have any cell.
    pub(super) fn example(&self, node: Node) -> Option<Vec<(usize, usize)>> {
        let mut path = Vec::new();
        let mut at = node;
        loop {
            match at {
                NEVER => return None,
                ALWAYS => return Some(path),
                _ => {}
            }
            let (variable, branches) = self.inner(at)?;
            // Reduced diagrams have no node from which every way leads to NEVER.
            let cell = branches.iter().position(|branch| *branch != NEVER)?;
            path.push((*variable, cell));
            at = *branches.get(cell)?;
        }
    }

    fn inner(&self, node: Node) -> Option<&(usize, Box<[Node]>)> {
        let place = usize::try_from(node.0).ok()?.checked_sub(2)?;
        self.nodes.get(place)
    }

    fn variable(&self, node: Node) -> usize {
        self.inner(node).map_or(LEAF, |(variable, _)| *variable)
    }

    fn width(&self, variable: usize, node: Node) -> usize {
        self.inner(node).filter(|(at, _)| *at == variable).map_or(0, |(_, branches)| branches.len())
    }

    /// Where a node leads for a cell of a variable; a node of a later variable leads to itself.
    fn branch(&self, node: Node, variable: usize, cell: usize) -> Node {
        self.inner(node)
            .filter(|(at, _)| *at == variable)
            .and_then(|(_, branches)| branches.get(cell).copied())
            .unwrap_or(node)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_sets_are_equal_nodes() {
        let mut all = Diagrams::default();
        let a = all.node(0, vec![NEVER, ALWAYS, NEVER]).unwrap();
        let b = all.node(1, vec![ALWAYS, NEVER]).unwrap();
        let both = all.and(a, b).unwrap();
        let (not_a, not_b) = (all.not(a).unwrap(), all.not(b).unwrap());
        let either_not = all.or(not_a, not_b).unwrap();
        assert_eq!(all.not(either_not), Ok(both));
        assert_eq!(all.and(a, not_a), Ok(NEVER));
        assert_eq!(all.or(b, not_b), Ok(ALWAYS));
        assert_eq!(all.example(both), Some(vec![(0, 1), (1, 0)]));
        assert_eq!(all.example(NEVER), None);
    }

    #[test]
    fn certain_is_what_holds_for_all_that_is_free() {
        let mut all = Diagrams::default();
        let a = all.node(0, vec![NEVER, ALWAYS]).unwrap();
        let free = all.node(1, vec![NEVER, ALWAYS]).unwrap();
        let both = all.and(a, free).unwrap();
        let either = all.or(a, free).unwrap();
        assert_eq!(all.certain(both, 1), Ok(NEVER));
        assert_eq!(all.certain(either, 1), Ok(a));
        assert_eq!(all.certain(free, 1), Ok(NEVER));
        assert_eq!(all.certain(free, 2), Ok(free));
    }
}
