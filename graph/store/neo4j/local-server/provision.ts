/**
 * Gets a Neo4j Community server without Docker: its jars come from Maven into a cache folder, once. A
 * folder counts as complete only when Maven has finished and it was renamed into place.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The long-term support line; runs on Java 17 and 21. */
export const NEO4J_VERSION = '5.26.12';
const OLDEST_JAVA = 17;
const MAVEN_PATIENCE = 15 * 60_000;

/** Why no server can be had here, with the remedy. */
export class NoServerError extends Error {
  override readonly name = 'NoServerError';
}

export type Provisioned = { readonly java: string; readonly libraries: string };

/**
 * Makes sure the server's jars are in `cache` and Java can run them.
 *
 * @throws NoServerError where Java or Maven is missing, too old or cannot reach the artifacts.
 */
export async function provision(cache: string, say: (line: string) => void): Promise<Provisioned> {
  const java = await findJava();
  const libraries = join(cache, `neo4j-community-${NEO4J_VERSION}`);
  if (existsSync(libraries)) return { java, libraries };
  say(`Fetching Neo4j Community ${NEO4J_VERSION} (about 120 MB) with Maven…`);
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'fetching-'));
  try {
    writeFileSync(join(work, 'pom.xml'), POM);
    const jars = join(work, 'jars');
    await fetchJars(work, jars);
    moveIntoPlace(jars, libraries);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return { java, libraries };
}

/** Another process may have fetched the same meanwhile; either is good. */
function moveIntoPlace(jars: string, libraries: string): void {
  try {
    renameSync(jars, libraries);
  } catch (error) {
    if (!existsSync(libraries)) throw error;
  }
}

async function fetchJars(work: string, jars: string): Promise<void> {
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${jars}`, '-DincludeScope=runtime'];
  const maven = await run('mvn', ['-B', '-q', '-f', join(work, 'pom.xml'), ...goal], MAVEN_PATIENCE);
  if (maven.missing)
    throw new NoServerError(
      'There is no Maven (mvn) on the PATH to fetch the Neo4j server with. Install Maven, or set NEO4J_TEST_URI to a server of your own.',
    );
  if (maven.code !== 0 || !existsSync(jars))
    throw new NoServerError(
      `Maven could not fetch Neo4j ${NEO4J_VERSION}: ${lastLine(maven.output)}. Check its access to a Maven repository, or set NEO4J_TEST_URI to a server of your own.`,
    );
}

async function findJava(): Promise<string> {
  // biome-ignore lint/style/noProcessEnv: where Java lies is the machine's business, not a setting of ours
  const home = process.env['JAVA_HOME'];
  const java = home && existsSync(join(home, 'bin', 'java')) ? join(home, 'bin', 'java') : 'java';
  const { missing, output } = await run(java, ['-version'], 20_000);
  const major = Number(/version "(\d+)/.exec(output)?.[1] ?? 0);
  if (missing || major < OLDEST_JAVA)
    throw new NoServerError(
      `Neo4j ${NEO4J_VERSION} needs Java ${OLDEST_JAVA} or newer; ${missing ? 'there is no java on the PATH' : `${java} is version ${major}`}. Install it or set JAVA_HOME, or set NEO4J_TEST_URI to a server of your own.`,
    );
  return java;
}

type Ran = { readonly missing: boolean; readonly code: number | null; readonly output: string };

/** Runs a program to its end and keeps what it says. */
export function run(program: string, args: readonly string[], patience: number, env = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: patience,
      // biome-ignore lint/style/noProcessEnv: the program needs the path and home of this process
      env: { ...process.env, ...env },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    child.on('error', () => resolve({ missing: true, code: null, output }));
    child.on('close', (code) => resolve({ missing: false, code, output }));
  });
}

const lastLine = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.includes('ERROR'))
    .at(0)
    ?.slice(0, 300) ?? 'it gave no reason';

const artifact = (group: string, name: string): string =>
  `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${NEO4J_VERSION}</version></dependency>`;

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>headwater</groupId><artifactId>local-neo4j</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>${artifact('org.neo4j.app', 'neo4j-server')}${artifact('org.neo4j', 'neo4j')}</dependencies>
</project>
`;

/** What the last lines of a file say; empty where there is none. */
export function tailOf(file: string, lines: number): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') : '';
}
