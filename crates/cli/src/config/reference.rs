//! `docs/configuration.md`, written from the table of keys.

use std::fmt::Write;

use super::keys::{FILE, Key, SECTIONS};

const HEAD: &str = "\
# Configuration

Every key of the configuration file, written by `onewindow config reference`. The file is YAML; a node is
told of it by `--config FILE` or `ONEWINDOW_CONFIG`, and `onewindow config check FILE` tells what is wrong
with it, with line and column; `onewindow doctor` also looks at the files that it names and the ports. Paths in
it are counted from its folder; where it says nothing of `data` or `catalogue`, they are folders of these names
where the program is started. A flag or a variable of the same meaning goes before the file. Nothing secret stands in it: it names files that hold secrets, and
refuses those that other users of the machine can read.

```yaml
";

/// The whole document.
pub fn document() -> String {
    let mut text = HEAD.to_owned();
    example(&mut text);
    text.push_str("```\n");
    table(&mut text, "Keys of the file", "", FILE.keys);
    for section in SECTIONS {
        table(&mut text, &format!("`{}`", section.name), section.about, section.keys);
    }
    text
}

/// A file with every key.
pub fn example(text: &mut String) {
    for key in FILE.keys {
        let _ = writeln!(text, "{}: {}", key.name, key.example);
    }
    for section in SECTIONS {
        let _ = writeln!(text, "{}:", section.name);
        for key in section.keys {
            let _ = writeln!(text, "  {}: {}", key.name, key.example);
        }
    }
}

fn table(text: &mut String, title: &str, about: &str, keys: &[&Key]) {
    let _ = write!(text, "\n## {title}\n");
    if !about.is_empty() {
        let _ = write!(text, "{about}\n\n");
    }
    let _ = write!(text, "| key | value | when absent | what it does |\n|---|---|---|---|\n");
    for Key { name, form, default, about, .. } in keys {
        let _ = writeln!(text, "| `{name}` | {form} | {default} | {about} |");
    }
}
