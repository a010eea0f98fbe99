/// Where a reader is in a list of several pages, numbered from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// This page.
    pub current: usize,
    /// How many there are.
    pub count: usize,
    /// The address up to the number, such as `/services?q=shop&page=`.
    pub base: String,
}

impl Pages {
    /// The pages of `total` entries, `per_page` on each; a number out of range is moved inside.
    pub fn new(current: usize, total: usize, per_page: usize, base: impl Into<String>) -> Self {
        let count = total.div_ceil(per_page.max(1)).max(1);
        Self { current: current.clamp(1, count), count, base: base.into() }
    }

    /// The address of a page.
    pub fn href(&self, number: &usize) -> String {
        format!("{}{number}", self.base)
    }

    /// The address of the page before.
    pub fn previous(&self) -> Option<String> {
        (self.current > 1).then(|| self.href(&(self.current - 1)))
    }

    /// The address of the page after.
    pub fn next(&self) -> Option<String> {
        (self.current < self.count).then(|| self.href(&(self.current + 1)))
    }

    /// The numbers to show; `None` stands for those left out.
    pub fn items(&self) -> Vec<Option<usize>> {
        let mut items = Vec::new();
        let mut last = 0;
        for number in 1..=self.count {
            let near = number.abs_diff(self.current) <= 1;
            if near || number == 1 || number == self.count {
                if number > last + 1 {
                    items.push(None);
                }
                items.push(Some(number));
                last = number;
            }
        }
        items
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_around_the_reader_are_shown() {
        let pages = Pages::new(5, 200, 20, "/s?page=");
        let shown = pages.items();
        assert_eq!(shown, [Some(1), None, Some(4), Some(5), Some(6), None, Some(10)]);
        assert_eq!(pages.previous().as_deref(), Some("/s?page=4"));
        assert_eq!(Pages::new(99, 30, 20, "").current, 2);
        assert_eq!(Pages::new(0, 0, 20, ""), Pages { current: 1, count: 1, base: String::new() });
    }
}
