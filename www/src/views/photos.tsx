/** What a picture gives away: drop one, or look into a sample. It is read on the device, and a copy without it can be saved. */
import type { PhotoReport, Trace } from "clausemark-photo";
import { useEffect, useRef, useState } from "preact/hooks";
import { say, sayCount } from "../../../extension/src/shared/words.js";
import { useSandbox } from "../app.js";
import { saveFile } from "../files.js";
import { copyWithout, read } from "../photos/reader.js";
import { fileOf, SAMPLES } from "../photos/samples.js";
import { go } from "../router.js";
import { keyOf } from "../scenarios.js";

/** A picture that was looked into. */
interface Looked {
  file: File;
  report: PhotoReport;
}

export function PhotosView() {
  const { place } = useSandbox();
  const [looked, setLooked] = useState<Looked>();
  const [failed, setFailed] = useState(false);
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const look = async (file: File | undefined) => {
    if (!file) return;
    setFailed(false);
    try {
      setLooked({ file, report: await read(file) });
    } catch {
      setFailed(true);
    }
  };
  // A sample has an address; a picture of one's own has none.
  useEffect(() => {
    const sample = SAMPLES.find(({ id }) => id === place.item);
    if (sample) void fileOf(sample).then(look, () => setFailed(true));
  }, [place.item]);
  const own = (file: File | undefined) => {
    if (place.item) go("photos", "", place.query, true);
    void look(file);
  };
  return (
    <>
      <h1>{say("sandbox_view_photos")}</h1>
      <p class="intro">{say("photos_intro")}</p>
      <div class="columns">
        <div class="stack">
          {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first */}
          <div
            class={`drop${isOver ? " over" : ""}`}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(true);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={(event) => {
              event.preventDefault();
              setOver(false);
              own(event.dataTransfer?.files[0]);
            }}
          >
            {looked ? <Preview file={looked.file} /> : <p>{say("photos_drop")}</p>}
            <button type="button" id="choose" onClick={() => input.current?.click()}>
              {say("photos_choose")}
            </button>
            <input
              ref={input}
              id="picture"
              type="file"
              accept="image/*"
              hidden
              onChange={(event) => own(event.currentTarget.files?.[0])}
            />
          </div>
          <section>
            <h2>{say("photos_samples")}</h2>
            <p class="actions">
              {SAMPLES.map(({ id }) => (
                <button
                  key={id}
                  type="button"
                  data-sample={id}
                  aria-pressed={place.item === id}
                  onClick={() => go("photos", id, place.query)}
                >
                  {say(`photos_sample_${id}`)}
                </button>
              ))}
            </p>
          </section>
          <p class="quiet">{say("photos_private")}</p>
        </div>
        <section class="panel traces" aria-live="polite">
          {failed && <p class="warning">{say("photos_failed")}</p>}
          {looked ? <Report {...looked} /> : !failed && <p class="quiet">{say("photos_empty")}</p>}
        </section>
      </div>
    </>
  );
}

/** The picture, drawn without an address of its own, so that the page's policy need allow none. */
function Preview({ file }: { file: File }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [canShow, setCanShow] = useState(true);
  useEffect(() => {
    let isGone = false;
    createImageBitmap(file).then(
      (picture) => {
        const paper = canvas.current;
        if (isGone || !paper) return;
        const scale = Math.min(1, 640 / picture.width);
        paper.width = picture.width * scale;
        paper.height = picture.height * scale;
        paper.getContext("2d")?.drawImage(picture, 0, 0, paper.width, paper.height);
        setCanShow(true);
      },
      () => setCanShow(false),
    );
    return () => {
      isGone = true;
    };
  }, [file]);
  return (
    <>
      <canvas ref={canvas} role="img" aria-label={file.name} hidden={!canShow} />
      {!canShow && <p>{file.name}</p>}
    </>
  );
}

function Report({ file, report }: Looked) {
  const { gives, removable, problem } = report;
  const [isSaved, setSaved] = useState(false);
  useEffect(() => setSaved(false), [file]);
  const save = async () => {
    const { name, bytes } = await copyWithout(file);
    saveFile(name, bytes, file.type || "application/octet-stream");
    setSaved(true);
  };
  return (
    <>
      <h2>{gives.length > 0 ? sayCount("photos_gives", gives.length) : say("photos_gives_none")}</h2>
      {problem && (
        <p class="warning" data-problem={problem.kind}>
          {say(`photos_problem_${keyOf(problem.kind)}`)}
        </p>
      )}
      <dl>
        {gives.map((trace) => (
          <Entry key={`${trace.field} ${trace.value}`} trace={trace} />
        ))}
      </dl>
      {removable && (
        <button type="button" class="primary" id="strip" onClick={() => void save()}>
          {say("photos_strip")}
        </button>
      )}
      {isSaved && <p role="status">{say("photos_saved")}</p>}
    </>
  );
}

function Entry({ trace }: { trace: Trace }) {
  const { kind, field, value, place } = trace;
  return (
    <div data-kind={kind}>
      <dt>{say(`photos_field_${keyOf(field)}`)}</dt>
      <dd>
        {value || say("photos_there")}
        {place && <p class="quiet">{say("photos_place_help")}</p>}
      </dd>
    </div>
  );
}
