import { join } from "node:path";
import type { Config } from "./config.ts";
import { createFfmpeg, type Ffmpeg } from "./gateways/ffmpeg.ts";
import { createDiskFiles } from "./gateways/file-disk.ts";
import type { Files } from "./gateways/file-port.ts";
import { createS3Files } from "./gateways/file-s3.ts";

/** Where recordings are kept, and what makes them playable. */
export function soundOf({ s3, dataDir, ffmpeg }: Config): { files: Files; ffmpeg: Ffmpeg | null } {
  return {
    files:
      s3 === null ? createDiskFiles({ folder: join(dataDir, "recordings") }) : createS3Files(s3),
    ffmpeg: ffmpeg === null ? null : createFfmpeg(ffmpeg),
  };
}
