// Every request that a window makes, so that none goes to another origin unseen.

const seen = new WeakMap();

/** Begins to record what the pages of `context` ask for and complain about. */
export function watch(context, baseUrl, also = []) {
  const own = new URL(baseUrl).origin;
  const trouble = { foreign: [], broken: [], policy: [] };
  seen.set(context, trouble);
  context.on('request', (request) => {
    const url = new URL(request.url());
    const leaves = url.protocol.startsWith('http') || url.protocol.startsWith('ws');
    const led = also.includes(url.origin) && request.isNavigationRequest();
    if (leaves && url.origin !== own && !led) trouble.foreign.push(url.href);
  });
  context.on('response', (response) => {
    // The page itself may rightly answer 404 or 422; what it is made of may not.
    const part = !response.request().isNavigationRequest();
    if (part && response.status() >= 400) trouble.broken.push(`${response.status()} ${response.url()}`);
  });
  context.on('console', (message) => {
    if (/content security policy/i.test(message.text())) trouble.policy.push(message.text());
  });
}

/** What went wrong in the window so far, in words; every item once. */
export function requestProblems(context) {
  const { foreign, broken, policy } = seen.get(context) ?? { foreign: [], broken: [], policy: [] };
  return [
    ...new Set([
      ...foreign.map((url) => `a request left for another origin: ${url}`),
      ...broken.map((answer) => `a part of the page is missing: ${answer}`),
      ...policy.map((text) => `the page breaks its own content security policy: ${text}`),
    ]),
  ];
}
