export interface Demotoepassingen {
  issuer: string;
  adres: string;
  poort: number;
  configmap: string;
  omgeving: Readonly<Record<string, string>>;
}

export async function startDemotoepassingen(_nodig: Demotoepassingen): Promise<{ stop(): Promise<void> }> {
  return { stop: async () => {} };
}
