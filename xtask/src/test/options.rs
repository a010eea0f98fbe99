//! The arguments of `cargo xtask test`.

use super::step::Step;

/// What was asked for.
#[derive(Default)]
pub struct Options {
    pub install: bool,
    pub quick: bool,
    pub only: Vec<String>,
    pub journeys: Vec<String>,
}

impl Options {
    pub fn parse(arguments: &[String], steps: &[Step]) -> Result<Self, String> {
        let mut options = Self::default();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--install" => options.install = true,
                "--quick" => options.quick = true,
                "--only" => {
                    let name = arguments.next().map(String::as_str).unwrap_or_default();
                    if !steps.iter().any(|step| step.name == name) {
                        let names: Vec<_> = steps.iter().map(|step| step.name).collect();
                        return Err(format!("--only takes one of: {}", names.join(", ")));
                    }
                    options.only.push(name.to_owned());
                }
                word if word.starts_with('-') => {
                    return Err(format!("`test` knows no option `{word}`"));
                }
                word => options.journeys.push(word.to_owned()),
            }
        }
        Ok(options)
    }

    pub fn chooses(&self, step: &Step) -> bool {
        if self.only.is_empty() {
            return step.quick || !self.quick;
        }
        self.only.iter().any(|name| name == step.name)
    }
}
