/**
 * Who signed in, and the generation of the account when the password was read. What ends sessions gives it another one: a
 * sign-in that was under way then comes too late.
 */
export interface Aanmelding {
  accountUuid: string;
  generatie: string;
}

export interface Accountgeneratie {
  account_uuid: string;
  aanmeldgeneratie: string;
}

export function alsAanmelding({ account_uuid, aanmeldgeneratie }: Accountgeneratie): Aanmelding {
  return { accountUuid: account_uuid, generatie: aanmeldgeneratie };
}
