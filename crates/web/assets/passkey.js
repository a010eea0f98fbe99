// The script of the pages that ask for a passkey: browsers offer passkeys to scripts alone. It reads
// the question from the form, lets the browser answer it, and sends the form with the answer.
'use strict';
(() => {
  const form = document.querySelector('form[data-passkey]');
  if (!form) return;
  const said = form.querySelector('[data-passkey-said]');
  const answer = form.elements.namedItem('answer');
  let asking = false;

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replace(/=+$/, '');
  const say = (what) => {
    said.textContent = '';
    // A reader hears a text that changes, also when it is the same again.
    if (what) setTimeout(() => (said.textContent = form.dataset[what]), 50);
  };

  const question = () => {
    const { publicKey } = JSON.parse(form.dataset.options);
    publicKey.challenge = bytes(publicKey.challenge);
    if (publicKey.user) publicKey.user.id = bytes(publicKey.user.id);
    for (const list of ['allowCredentials', 'excludeCredentials']) {
      for (const known of publicKey[list] ?? []) known.id = bytes(known.id);
    }
    return { publicKey };
  };

  const told = (credential) => {
    const { response } = credential;
    const part = (name) => (response[name] ? { [name]: text(response[name]) } : {});
    const parts = ['attestationObject', 'clientDataJSON', 'authenticatorData', 'signature', 'userHandle'];
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response: Object.assign({}, ...parts.map(part)),
      clientExtensionResults: {},
    });
  };

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (asking) return;
    if (!window.PublicKeyCredential) return say('missing');
    asking = true;
    say('');
    try {
      const credentials = navigator.credentials;
      const made =
        form.dataset.passkey === 'create'
          ? await credentials.create(question())
          : await credentials.get(question());
      answer.value = told(made);
      form.submit();
    } catch (trouble) {
      asking = false;
      say(trouble.name === 'InvalidStateError' ? 'exists' : 'trouble');
    }
  });
})();
