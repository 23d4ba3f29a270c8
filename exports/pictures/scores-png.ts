import { pngOf } from './png.ts';
import { type ScorePicture, scoresSvg } from './scores.ts';

/** A picture of scores as PNG, `pixels` wide. */
export function scoresPng(picture: ScorePicture, pixels: number): Promise<Uint8Array> {
  return pngOf(scoresSvg(picture), pixels);
}
