/** Sample pictures: drawn here, with made-up metadata, so that no real place, time or phone is in them. */
import { type Metadata, withMetadata } from "./exif.js";

/** A picture to look into. Its words are `photos_sample_<id>`. */
export interface Sample {
  id: string;
  metadata: Metadata;
  draw(paper: CanvasRenderingContext2D): void;
}

const WIDTH = 640;
const HEIGHT = 400;

/** What made-up phones write; the places are round numbers in fields and on water. */
const PHONE = { make: "Sample", model: "Phone 12", software: "17.4.1" };

export const SAMPLES: readonly Sample[] = [
  {
    id: "porch",
    metadata: {
      ...PHONE,
      taken: "2026:03:14 21:46:08",
      owner: "Jordan Avery",
      place: { latitude: 40, longitude: -100 },
    },
    draw(paper) {
      ground(paper, "#c9dbea", "#9fb59a", 300);
      block(paper, "#e9e2d3", 170, 150, 300, 170);
      shape(paper, "#7c4a3a", [150, 150, 320, 60, 490, 150]);
      block(paper, "#5b4636", 290, 230, 60, 90);
      block(paper, "#f6e3a1", 200, 200, 56, 48);
      block(paper, "#f6e3a1", 384, 200, 56, 48);
    },
  },
  {
    id: "scene",
    metadata: {
      ...PHONE,
      taken: "2026:03:15 02:07:31",
      serial: "SN-0042-7731",
      place: { latitude: 41, longitude: -87 },
    },
    draw(paper) {
      ground(paper, "#1d2733", "#39414a", 250);
      block(paper, "#f2b84b", 0, 206, 640, 18);
      block(paper, "#1b2026", 40, 209, 80, 12);
      block(paper, "#1b2026", 200, 209, 80, 12);
      block(paper, "#1b2026", 360, 209, 80, 12);
      block(paper, "#1b2026", 520, 209, 80, 12);
      block(paper, "#5a6370", 220, 250, 220, 70);
      shape(paper, "#5a6370", [260, 250, 300, 212, 380, 212, 410, 250]);
    },
  },
  {
    id: "plain",
    metadata: { make: "", model: "", software: "Sample Editor 3", taken: "2026:03:16 12:00:00" },
    draw(paper) {
      ground(paper, "#f4f6f8", "#d9dee4", 300);
      block(paper, "#b3361b", 270, 210, 100, 110);
      block(paper, "#ffffff", 282, 196, 76, 20);
    },
  },
];

/** The sample as a file, as if it came from a phone. */
export async function fileOf({ id, metadata, draw }: Sample): Promise<File> {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const paper = canvas.getContext("2d");
  if (!paper) throw new Error("this browser draws no pictures");
  draw(paper);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
  if (!blob) throw new Error("this browser writes no JPEG");
  const bytes = withMetadata(new Uint8Array(await blob.arrayBuffer()), metadata);
  return new File([bytes as BlobPart], `${id}.jpg`, { type: "image/jpeg" });
}

function ground(paper: CanvasRenderingContext2D, sky: string, earth: string, horizon: number): void {
  block(paper, sky, 0, 0, WIDTH, horizon);
  block(paper, earth, 0, horizon, WIDTH, HEIGHT - horizon);
}

function block(
  paper: CanvasRenderingContext2D,
  colour: string,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  paper.fillStyle = colour;
  paper.fillRect(x, y, width, height);
}

function shape(paper: CanvasRenderingContext2D, colour: string, points: readonly number[]): void {
  paper.fillStyle = colour;
  paper.beginPath();
  for (let at = 0; at < points.length; at += 2) paper.lineTo(points[at] ?? 0, points[at + 1] ?? 0);
  paper.fill();
}
