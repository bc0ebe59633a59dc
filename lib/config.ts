/**
 * The environment, parsed once. Nothing else reads it: a setting that is not here does not exist. An empty
 * variable counts as absent, as compose files and shells pass them.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

export type Config = {
  readonly store: {
    readonly url: string;
    readonly user?: string | undefined;
    readonly password?: string | undefined;
    readonly database?: string | undefined;
  };
  /** Where users reach the portal: scheme, host and port, no path. */
  readonly origin: string;
  /** Keys that sign cookies, newest first; empty where none is set (the portal then makes its own). */
  readonly secrets: readonly string[];
  /** Single sign-on; absent: local accounts only. */
  readonly oidc?:
    | { readonly issuer: string; readonly clientId: string; readonly clientSecret: string }
    | undefined;
  readonly port: number;
};

/** One or more variables are wrong. The message names each, its value unless it is secret, and the remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

const STORE_SCHEMES = ['sqlite:', 'neo4j:', 'neo4j+s:', 'neo4j+ssc:', 'bolt:', 'bolt+s:', 'bolt+ssc:'];
const SHORTEST_SECRET = 32;
const SECRET_NAMES = new Set([
  'HEADWATER_STORE_PASSWORD',
  'HEADWATER_SECRET',
  'HEADWATER_OIDC_CLIENT_SECRET',
]);

const optional = z.string().min(1).optional();

const environment = z.object({
  HEADWATER_STORE: z
    .string()
    .refine(
      (url) => STORE_SCHEMES.some((scheme) => url.startsWith(scheme) && url.length > scheme.length),
      'use sqlite:./data/headwater.db, neo4j://host:7687, neo4j+s://host:7687 or bolt://host:7687',
    )
    .refine(
      (url) => !/\/\/[^/]*@/.test(url),
      'put the user into HEADWATER_STORE_USER and the password into HEADWATER_STORE_PASSWORD, not into the address',
    )
    .default('sqlite:./data/headwater.db'),
  HEADWATER_STORE_USER: optional,
  HEADWATER_STORE_PASSWORD: optional,
  HEADWATER_STORE_PASSWORD_FILE: optional,
  HEADWATER_STORE_DATABASE: optional,
  HEADWATER_ORIGIN: z
    .string()
    .refine(isOrigin, 'give scheme, host and port only, for example https://headwater.example.org')
    .optional(),
  HEADWATER_SECRET: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine(
      (keys) => keys.every((key) => key.length >= SHORTEST_SECRET),
      `give one or more secrets of at least ${SHORTEST_SECRET} characters, separated by commas, newest first; openssl rand -base64 33 makes one`,
    )
    .default([]),
  HEADWATER_OIDC_ISSUER: z
    .string()
    .refine(isWebAddress, "give the identity provider's address, for example https://login.example.org")
    .optional(),
  HEADWATER_OIDC_CLIENT_ID: optional,
  HEADWATER_OIDC_CLIENT_SECRET: optional,
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'give a port number from 1 to 65535')
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65535, 'give a port number from 1 to 65535')
    .default(3000),
});

/**
 * Reads the configuration from these variables.
 *
 * @param readSecret reads the file that `…_FILE` names; throws where it cannot.
 * @throws ConfigError naming every variable that is wrong.
 */
export function readConfig(env: Environment, readSecret: (file: string) => string = readText): Config {
  const present = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(present);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => refusalOf(issue, env)).join('\n'));
  const values = parsed.data;
  return {
    store: {
      url: values.HEADWATER_STORE,
      user: values.HEADWATER_STORE_USER,
      password: storePassword(values, readSecret),
      database: values.HEADWATER_STORE_DATABASE,
    },
    origin: values.HEADWATER_ORIGIN ?? `http://localhost:${values.PORT}`,
    secrets: values.HEADWATER_SECRET,
    oidc: oidcOf(values),
    port: values.PORT,
  };
}

let known: Config | undefined;

/** This process's configuration, read at the first call. Throws as `readConfig` does. */
export function config(): Config {
  // biome-ignore lint/style/noProcessEnv: the one place that reads the environment
  known ??= readConfig(process.env);
  return known;
}

type Values = z.infer<typeof environment>;

function storePassword(values: Values, readSecret: (file: string) => string): string | undefined {
  const { HEADWATER_STORE_PASSWORD: password, HEADWATER_STORE_PASSWORD_FILE: file } = values;
  if (file === undefined) return password;
  if (password !== undefined)
    throw new ConfigError(
      'HEADWATER_STORE_PASSWORD and HEADWATER_STORE_PASSWORD_FILE are both set; keep one of them.',
    );
  try {
    return readSecret(file).replace(/\r?\n$/, '');
  } catch (cause) {
    throw new ConfigError(
      `HEADWATER_STORE_PASSWORD_FILE=${file} cannot be read; name a file that this user may read.`,
      { cause },
    );
  }
}

const OIDC = ['HEADWATER_OIDC_ISSUER', 'HEADWATER_OIDC_CLIENT_ID', 'HEADWATER_OIDC_CLIENT_SECRET'] as const;

function oidcOf(values: Values): Config['oidc'] {
  const [issuer, clientId, clientSecret] = OIDC.map((name) => values[name]);
  if (issuer && clientId && clientSecret) return { issuer, clientId, clientSecret };
  const missing = OIDC.filter((name) => values[name] === undefined);
  if (missing.length === OIDC.length) return undefined;
  throw new ConfigError(
    `Single sign-on needs ${OIDC.join(', ')} together; ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
  );
}

function refusalOf(issue: z.core.$ZodIssue, env: Environment): string {
  const name = String(issue.path[0]);
  const value = SECRET_NAMES.has(name) ? '(secret)' : withoutSecrets(env[name] ?? '');
  return `${name}=${value} is not usable: ${issue.message}.`;
}

/** What stands before an @ in an address could be a password. */
const withoutSecrets = (text: string): string => text.replace(/\/\/[^/]*@/g, '//…@');

const readText = (file: string): string => readFileSync(file, 'utf8');

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function isOrigin(text: string): boolean {
  return isWebAddress(text) && new URL(text).origin === text.replace(/\/$/, '');
}
