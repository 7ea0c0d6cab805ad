/**
 * Who signed in, and the generation of the account when its password was read. Whatever ends sessions gives
 * the account a new generation, so a sign-in that was under way then is refused.
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
