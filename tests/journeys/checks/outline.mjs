// What every page has: a language, a title, one main heading, a way past the header, and no
// sideways scrolling on the narrowest screen.

const NARROWEST = 320;

/** Problems of the document's frame. `language` is the one the window asked for, if known. */
export async function outlineProblems(page, language) {
  const found = await page.evaluate(() => ({
    lang: document.documentElement.getAttribute('lang') ?? '',
    title: document.title.trim(),
    headings: document.querySelectorAll('h1').length,
  }));
  const problems = [];
  if (!found.lang) problems.push('the page has no lang attribute');
  else if (language && found.lang !== language) {
    problems.push(`the page says lang="${found.lang}" to a reader of ${language}`);
  }
  if (!found.title) problems.push('the page has no title');
  if (found.headings !== 1) problems.push(`the page has ${found.headings} h1, not one`);
  return problems;
}

/** Problems of width: what sticks out at 320 CSS pixels. Leaves the page that narrow. */
export async function widthProblems(twin) {
  await twin.setViewportSize({ width: NARROWEST, height: 740 });
  const wide = await twin.evaluate((width) => {
    const scrolls = document.scrollingElement.scrollWidth;
    if (scrolls <= width) return null;
    const out = [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > width + 0.5)
      .map((element) => element.cloneNode(false).outerHTML.slice(0, 120));
    return { scrolls, out: out.slice(-3) };
  }, NARROWEST);
  if (!wide) return [];
  return [`the page is ${wide.scrolls} px wide at ${NARROWEST} px:\n      ${wide.out.join('\n      ')}`];
}
