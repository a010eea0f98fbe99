// A twin of a page: the same document at the same address, in a window with JavaScript, where axe
// can run. The document is not asked for again: a page may be the answer to a form, may exist
// once, and each look at personal data is an access of its own.

/** Opens the twin, calls `use(twin)` with its page, and closes it. */
export async function withTwin(page, use) {
  const context = await page.context().browser().newContext({
    // axe is put in from outside; the page's own policy forbids that to anyone else.
    bypassCSP: true,
    locale: await page.evaluate(() => navigator.language),
    viewport: page.viewportSize(),
  });
  try {
    await context.addCookies(await page.context().cookies());
    const url = page.url();
    const body = await page.content();
    await context.route(
      (address) => address.href === url,
      (route) =>
        route.request().isNavigationRequest()
          ? route.fulfill({ status: 200, contentType: 'text/html; charset=utf-8', body })
          : route.continue(),
    );
    const twin = await context.newPage();
    await twin.goto(url);
    return await use(twin);
  } finally {
    await context.close();
  }
}
