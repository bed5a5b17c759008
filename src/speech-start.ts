import type { Config } from "./config.ts";
import type { SpeechConfig } from "./config-model.ts";
import { loadAudio } from "./gateways/file-audio.ts";
import type { Files } from "./gateways/file-port.ts";
import type { Fetcher } from "./gateways/http.ts";
import type { Model } from "./gateways/model.ts";
import { createNovofonRecords } from "./gateways/novofon-record.ts";
import { createPhonetRecords } from "./gateways/phonet-record.ts";
import { createPhonet } from "./gateways/phonet.ts";
import { createSpeech, type Speech } from "./gateways/speech.ts";
import type { Handlers } from "./jobs/tasks.ts";
import { clock } from "./lib/clock.ts";
import { logStep } from "./lib/logger.ts";
import type { Metrics } from "./metrics.ts";
import { runAnalysis, type AnalyseDeps } from "./speech/analyse-service.ts";
import { cleanSpeech } from "./speech/clean-service.ts";
import { runRecording, type RecordingDeps } from "./speech/recording-service.ts";
import { soundOf } from "./sound-start.ts";
import type { Spine } from "./spine.ts";
import type { Store } from "./store-start.ts";

/** What turns recordings into texts and summaries. */
export type SpeechRoom = {
  files: Files;
  handlers: Pick<Handlers, "recording" | "analysis">;
  /** The night's work. */
  clean(): Promise<void>;
};

type Start = {
  config: Config;
  store: Store;
  metrics: Metrics;
  spine: Spine;
  fetcher: Fetcher;
  botId: number;
  /** Null: nothing is analysed. */
  model: Model | null;
  /** This process's own address, where the simulated services are; null outside the sandbox. */
  base: string | null;
};

export function startSpeech(start: Start): SpeechRoom {
  const { config, store } = start;
  const { files } = soundOf(config);
  const recording = recordingDeps(start, files);
  const analysis: AnalyseDeps = { ...recording, model: start.model };
  return {
    files,
    handlers: {
      recording: (job) => runRecording(recording, job),
      analysis: (job) => runAnalysis(analysis, job),
    },
    clean: () =>
      cleanSpeech(
        { db: store.db, files },
        { days: config.retentionRecordingsDays, now: clock.now() },
      ),
  };
}

function recordingDeps(start: Start, files: Files): RecordingDeps {
  const { config, store, metrics, spine, fetcher, botId, base } = start;
  const phonet = base === null ? config.phonetApiUrl : `${base}/sandbox/phonet`;
  const novofon = base === null ? config.novofonApiUrl : `${base}/sandbox/novofon`;
  const own = base === null ? null : `${base}/sandbox/`;
  return {
    db: store.db,
    clock,
    keyring: store.keyring,
    files,
    novofon: createNovofonRecords({ apiUrl: novofon, fetcher }),
    phonet: createPhonetRecords(createPhonet({ apiUrl: phonet, fetcher })),
    load: (link) =>
      loadAudio(fetcher, { url: link, trusted: own !== null && link.startsWith(own) }),
    speech: speechOf(start),
    ffmpeg: soundOf(config).ffmpeg,
    analyses: config.model !== null || config.sandbox,
    botId,
    emitted: spine.fold.emitted,
    wakeAt: spine.waker.wakeAt,
    timed: metrics.recording,
    came: metrics.speechCause,
    logged: logStep,
  };
}

/** In the sandbox its own stand-in hears, unless somebody configured a service. */
function speechOf({ config, fetcher, base }: Start): Speech | null {
  const simulated: SpeechConfig | null =
    base === null
      ? null
      : { url: `${base}/sandbox/stt/v1/audio/transcriptions`, key: null, model: "whisper-1" };
  const speech = config.speech ?? simulated;
  return speech === null ? null : createSpeech({ fetcher, ...speech });
}
