// Pages for the harness to prove itself on, and a server for them.
import { createServer } from 'node:http';

/** A page without fault; `change` replaces parts of it, each of which must be there. */
export function goodPage(change = {}) {
  let html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Opening a noodle stall</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header><p>Bayside</p></header>
<main id="main" tabindex="-1">
<h1>Opening a noodle stall</h1>
<form method="post" action="/sent">
<div role="alert"><ul><li><a href="#owner">Enter the owner's name</a></li></ul></div>
<p id="owner-problem">Enter the owner's name</p>
<p><label for="owner">Owner</label> <input id="owner" name="owner" aria-describedby="owner-problem"></p>
<p><label for="district">District</label>
<select id="district" name="district"><option>Hill</option><option>Bayside</option></select></p>
<fieldset><legend>Do you sell drinks?</legend>
<p><label><input type="radio" name="drinks" value="1"> Yes</label></p>
<p><label><input type="radio" name="drinks" value="0"> No</label></p></fieldset>
<fieldset><legend>Do you cook?</legend>
<p><label><input type="radio" name="cook" value="1"> Yes</label></p>
<p><label><input type="radio" name="cook" value="0"> No</label></p></fieldset>
<p><label><input type="checkbox" name="terms" value="1"> I have read the conditions</label></p>
<p><label for="photo">Photo</label> <input id="photo" name="photo" type="file"></p>
<p><button>Continue</button></p>
</form>
<dl><dt>Reference number</dt><dd>B-12</dd></dl>
<p><a href="/letter" download="letter.txt">Letter</a></p>
</main>
</body>
</html>`;
  for (const [from, to] of Object.entries(change)) {
    if (!html.includes(from)) throw new Error(`the page holds no ${from}`);
    html = html.replace(from, to);
  }
  return html;
}

const STYLE = `body { margin: 1rem; font: 1.2rem/1.5 sans-serif; color: #111; background: #fff }
a { color: #00449e } input, select, button { font: inherit; max-width: 100%; min-height: 2rem }
p label { display: inline-block; min-height: 2rem }
.hidden-focus:focus { outline: none }
.skip { position: absolute; left: -999px } .skip:focus { position: static }
:focus-visible { outline: 3px solid #b30000 }
`;

/** Serves `pages` (path to HTML), a style sheet and an echo of what is posted. */
export async function servePages(pages) {
  const server = createServer(async (request, response) => {
    const path = request.url.split('?')[0];
    if (request.method === 'POST') {
      let body = '';
      for await (const chunk of request) body += chunk;
      const fields = [...new URLSearchParams(body)].map(([key, value]) => `${key}=${value}`);
      return answer(response, 200, 'text/html', goodPage({ 'B-12': fields.join(' ') }));
    }
    if (path === '/style.css') return answer(response, 200, 'text/css', STYLE);
    if (path === '/letter') return answer(response, 200, 'text/plain', 'Dear owner');
    if (path in pages) return answer(response, 200, 'text/html', pages[path]);
    return answer(response, 404, 'text/html', goodPage());
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${server.address().port}`;
  return { url, close: () => new Promise((done) => server.close(done)) };
}

function answer(response, status, type, body) {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': "default-src 'self'; script-src 'none'",
    connection: 'close',
  });
  response.end(body);
}
