// Accounts at the provider of the journeys. All are invented; those with a Latin name are people of the
// demonstration (catalogue/demo/people.yaml), and the number says that they are the same.

export const ACCOUNTS = {
  wen: { name: '文静', id_number: '990102194912310024', birthdate: '1949-12-31' },
  other: { name: '别人', id_number: undefined, birthdate: undefined },
  lin: { name: '林晓屿', latin: 'Lin Xiaoyu', id_number: '990102199203150243', birthdate: '1992-03-15' },
  zhou: { name: '周大杉', latin: 'Zhou Dashan', id_number: '990102198507220314', birthdate: '1985-07-22' },
  shen: { name: '沈若岚', latin: 'Shen Ruolan', id_number: '99010219881103046X', birthdate: '1988-11-03' },
  luo: { name: '罗平原', latin: 'Luo Pingyuan', id_number: '990121196808250111', birthdate: '1968-08-25' },
  su: { name: '苏晚晴', latin: 'Su Wanqing', id_number: '99012119960412028X', birthdate: '1996-04-12' },
  qiao: { name: '乔森木', latin: 'Qiao Senmu', id_number: '990200199801200338', birthdate: '1998-01-20' },
  gu: { name: '顾鸣远', latin: 'Gu Mingyuan', id_number: '990100197509300177', birthdate: '1975-09-30' },
};

/** How one proves who one is there, with the value of `acr`. */
export const PROOFS = {
  'text message': 'urn:trial:sms',
  face: 'urn:trial:face',
  'identity card': 'urn:trial:card',
};

/** The account of whoever has that name, in either language. */
export function accountOf(name) {
  return Object.keys(ACCOUNTS).find((id) => [ACCOUNTS[id].name, ACCOUNTS[id].latin].includes(name));
}

/** At the provider's page: proves who they are, and comes back. */
export async function proves(person, account, proof) {
  await person.seesHeading('Provider');
  await person.page.locator('select').selectOption(account);
  await person.presses(`by ${proof}`);
}
