/**
 * Finds a Chromium for the journeys, and says where: the one named by PLAYWRIGHT_CHROMIUM_PATH, one on the
 * PATH, Playwright's own; else it has Playwright download one, and where that fails asks the system's packages.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const DOWNLOAD_MS = 240_000;

const say = (text: string): void => void process.stderr.write(`Browser: ${text}\n`);

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isRunnable);
}

function run(command: string, args: readonly string[]): boolean {
  say(`running ${command} ${args.join(' ')}`);
  return spawnSync(command, [...args], { stdio: ['ignore', 2, 2], timeout: DOWNLOAD_MS }).status === 0;
}

/** Path of a browser that can be started. Throws, with every place looked at, where there is none to be had. */
export function findBrowser(): string {
  const named = process.env['PLAYWRIGHT_CHROMIUM_PATH'];
  if (named) {
    if (isRunnable(named)) return named;
    throw new Error(`PLAYWRIGHT_CHROMIUM_PATH=${named} cannot be run; name a Chromium, or unset it.`);
  }
  const found = onPath();
  if (found) return found;
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  say('none named, none on the PATH, none of Playwright here');
  if (run('npx', ['playwright', 'install', 'chromium']) && existsSync(chromium.executablePath()))
    return chromium.executablePath();
  say('Playwright could not download one; asking the system packages');
  if (
    run('apt-get', ['update']) &&
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
  ) {
    const installed = onPath();
    if (installed) return installed;
  }
  throw new Error(
    `No Chromium: looked for PLAYWRIGHT_CHROMIUM_PATH, ${NAMES.join(', ')} on the PATH, ${chromium.executablePath()}, ` +
      `a download by Playwright and apt-get. Install one and name it by PLAYWRIGHT_CHROMIUM_PATH.`,
  );
}
