/** Settings an assessment runs with unless somebody chooses others. No clock: the data say what day it is. */
import { DEFAULT_SETTINGS, type Settings } from '@/graph/exposure/assessment';
import type { Snapshot } from '@/graph/model/snapshot';

/**
 * The day as of which evidence is judged: the latest day on which the data say that something was collected,
 * judged or decided. Undefined where they name none. A caller who wants today's date passes it.
 */
export function latestDay(snapshot: Snapshot): string | undefined {
  const days = [
    ...snapshot.controls.flatMap((control) => control.evidence.flatMap((item) => item.collected ?? [])),
    ...snapshot.estimates.flatMap((estimate) => estimate.judged ?? []),
    ...snapshot.treatments.flatMap((treatment) => treatment.decidedOn ?? []),
  ].sort();
  return days.at(-1);
}

/** Default settings for a snapshot, with the day given or found in the data. */
export function settingsFor(snapshot: Snapshot, asOf: string | undefined = latestDay(snapshot)): Settings {
  return asOf === undefined ? DEFAULT_SETTINGS : { ...DEFAULT_SETTINGS, asOf };
}
