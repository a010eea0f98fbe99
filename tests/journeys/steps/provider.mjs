// An identity provider by the package `oidc-provider`, for one node.
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import Provider from 'oidc-provider';
import { ACCOUNTS, PROOFS } from './accounts.mjs';

const SECRET = 'a secret that only these two know';

/** Starts a provider at which the node at that address is a client. */
export async function providerOf(node) {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, settings(node));
  server.on('request', (request, response) => answers(provider, request, response));
  return {
    issuer,
    stops: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Writes what that node must know of it into a folder; the configuration file. */
export async function configured(folder, issuer, levels) {
  const secret = join(folder, 'client-secret');
  await writeFile(secret, `${SECRET}\n`, { mode: 0o600 });
  const sign_in = {
    issuer,
    client_id: 'onewindow',
    client_secret_file: secret,
    scopes: ['openid', 'profile', 'identity'],
    number_claim: 'id_number',
    ...levels,
  };
  const file = join(folder, 'onewindow.yaml');
  // JSON is YAML.
  await writeFile(file, JSON.stringify({ sign_in, outgoing: { private: [new URL(issuer).host] } }));
  return file;
}

function settings(node) {
  return {
    clients: [
      {
        client_id: 'onewindow',
        client_secret: SECRET,
        redirect_uris: [`${node}/sign-in/done`],
        post_logout_redirect_uris: [`${node}/signed-out`],
      },
    ],
    acrValues: Object.values(PROOFS),
    scopes: ['openid', 'profile', 'identity'],
    claims: { openid: ['sub', 'acr'], profile: ['name', 'birthdate'], identity: ['id_number'] },
    cookies: { keys: ['trial'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true, logoutSource } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, ...ACCOUNTS[accountId] }),
    }),
  };
}

/** The package's own page asks elsewhere for its letters. */
function logoutSource(context, form) {
  context.body = `<!doctype html><html lang="en"><title>Provider</title><h1>Provider</h1>${form}
    <button form="op.logoutForm" name="logout" value="yes">Yes, sign me out</button></html>`;
}

/** One page for everything: what people do at a provider is not what is tried here. */
async function answers(provider, request, response) {
  if (!request.url.startsWith('/interaction/')) return provider.callback()(request, response);
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    return response.end(page());
  }
  let body = '';
  for await (const chunk of request) body += chunk;
  const form = new URLSearchParams(body);
  const result = form.has('cancel')
    ? { error: 'access_denied', error_description: 'the person turned back' }
    : await proved(provider, form.get('account'), PROOFS[form.get('proof')]);
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

async function proved(provider, accountId, acr) {
  const grant = new provider.Grant({ accountId, clientId: 'onewindow' });
  grant.addOIDCScope('openid profile identity');
  return { login: { accountId, acr }, consent: { grantId: await grant.save() } };
}

function page() {
  const accounts = Object.entries(ACCOUNTS).map(([id, { name }]) => `<option value="${id}">${name}</option>`);
  const proofs = Object.keys(PROOFS).map((proof) => `<button name="proof" value="${proof}">by ${proof}</button>`);
  return `<!doctype html><html lang="en"><title>Provider</title><h1>Provider</h1><form method="post">
    <select name="account" aria-label="Account">${accounts.join('')}</select>
    ${proofs.join(' ')} <button name="cancel" value="yes">Cancel</button></form></html>`;
}
