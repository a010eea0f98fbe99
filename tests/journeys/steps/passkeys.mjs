// Devices that make passkeys: Chromium's virtual authenticators, one for each device.

/**
 * Puts a device in front of a person's browser: `internal` for the computer itself, `usb` for a key
 * that is plugged in. `isTouched(false)`: nobody touches it. `checksItsOwner(false)`: no finger that it knows.
 */
export async function device(person, transport = 'internal') {
  const cdp = await person.page.context().newCDPSession(person.page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const told = (method, rest) => cdp.send(`WebAuthn.${method}`, { authenticatorId, ...rest });
  return {
    isTouched: (enabled) => told('setAutomaticPresenceSimulation', { enabled }),
    checksItsOwner: (isUserVerified) => told('setUserVerified', { isUserVerified }),
    credentials: async () => (await told('getCredentials')).credentials,
  };
}
