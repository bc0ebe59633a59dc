/** People who may sign in. An account is found by id or by e-mail address; addresses are unique. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { GraphError, isGraphError } from '@/graph/model/errors';
import type { RecordStore } from '@/graph/store/store';
import { hashPassword, isPassword } from './passwords';
import { roleTable } from './permissions';
import { updateRecord } from './record-update';

const account = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  roles: roleTable,
  /** Absent: signs in by link or by an identity provider only. */
  password: z.string().optional(),
  disabled: z.boolean().optional(),
});
export type Account = z.infer<typeof account>;

const addressRecord = z.strictObject({ account: z.string() });

/** An address as it is compared: trimmed and in lower case. */
export const emailAddress = z.string().trim().toLowerCase().pipe(z.email().max(254));

export const accountName = z.string().trim().min(1).max(120);

/** True where nobody can sign in yet: the portal waits to be set up. */
export async function hasNoAccounts(records: RecordStore): Promise<boolean> {
  return (await records.list('account', { limit: 1 })).length === 0;
}

export async function findAccount(records: RecordStore, id: string): Promise<Account | undefined> {
  const found = await records.find('account', id);
  return found ? account.parse(found.value) : undefined;
}

export async function findAccountByEmail(records: RecordStore, email: string): Promise<Account | undefined> {
  const key = emailAddress.safeParse(email);
  if (!key.success) return undefined;
  const found = await records.find('account-email', key.data);
  return found ? findAccount(records, addressRecord.parse(found.value).account) : undefined;
}

export type NewAccount = {
  readonly email: string;
  readonly name: string;
  readonly roles: Account['roles'];
  readonly password?: string;
};

/** Creates an account. Throws `conflict` where the address is taken, ZodError where address or name is not one. */
export async function createAccount(records: RecordStore, wanted: NewAccount): Promise<Account> {
  const made: Account = {
    id: randomUUID(),
    email: emailAddress.parse(wanted.email),
    name: accountName.parse(wanted.name),
    roles: roleTable.parse(wanted.roles),
    ...(wanted.password === undefined ? {} : { password: await hashPassword(wanted.password) }),
  };
  try {
    await records.put('account-email', made.email, { account: made.id }, 0);
  } catch (error) {
    if (!isGraphError(error, 'conflict')) throw error;
    throw new GraphError('conflict', `There is an account for ${made.email} already.`, [], error);
  }
  await records.put('account', made.id, made, 0);
  return made;
}

/** The account of this address, made where there is none; its name and roles are brought up to date. */
export async function ensureAccount(records: RecordStore, wanted: NewAccount): Promise<Account> {
  const found = await findAccountByEmail(records, wanted.email);
  if (!found) return createAccount(records, wanted);
  return updateRecord(records, 'account', found.id, (value) => ({
    ...account.parse(value),
    name: accountName.parse(wanted.name),
    roles: roleTable.parse(wanted.roles),
  }));
}

/** The account, where address and password belong together; takes as long for an unknown address. */
export async function checkPassword(
  records: RecordStore,
  email: string,
  password: string,
): Promise<Account | undefined> {
  const found = await findAccountByEmail(records, email);
  const matches = await isPassword(password, found?.password);
  return matches && found && !found.disabled ? found : undefined;
}
