/// Edit distance with transpositions of neighbours (optimal string alignment), if at most `most`.
pub(super) fn within(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    let mut last = None;
    for (i, x) in a.iter().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(i + 1);
        let mut left = i + 1;
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
            let mut best =
                (at(&row, j) + usize::from(x != y)).min(at(&row, j + 1) + 1).min(left + 1);
            let crossed = j > 0 && last == Some(y) && b.get(j.wrapping_sub(1)) == Some(x);
            if crossed {
                best = best.min(at(&before, j - 1) + 1);
            }
            left = best;
            next.push(best);
        }
        if next.iter().min().is_some_and(|least| *least > most + 1) {
            return None;
        }
        before = std::mem::replace(&mut row, next);
        last = Some(x);
    }
    row.last().copied().filter(|distance| *distance <= most)
}
