import { createContext, type ComponentChildren, type VNode } from "preact";
import { useContext } from "preact/hooks";

/** The one-time key of the forms that are drawn now. */
export const PressKey = createContext("");

/** What a form of ours carries, so that nobody else can send one and that it makes a thing once. */
export function Csrf({ token }: { token: string }): VNode {
  const key = useContext(PressKey);
  return (
    <>
      <input type="hidden" name="csrf" value={token} />
      {key !== "" && <input type="hidden" name="press" value={key} />}
    </>
  );
}

/** A label with its control; what is wrong stands below it and is read out with it. */
export function Field(about: {
  label: string;
  help?: string | undefined;
  wrong?: string | null | undefined;
  id: string;
  wide?: boolean;
  children: ComponentChildren;
}): VNode {
  const { label, help, wrong, id, wide = false, children } = about;
  return (
    <div class={wide ? "field span2" : "field"}>
      <label class="l" for={id}>
        {label}
      </label>
      {children}
      {help !== undefined && (
        <p class="small muted" id={`${id}-help`}>
          {help}
        </p>
      )}
      {wrong !== undefined && wrong !== null && (
        <p class="small bad" id={`${id}-wrong`} role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

/** What ties a control to the sentences of its field. */
export function told(
  id: string,
  { help, wrong }: { help?: boolean; wrong?: string | null | undefined },
): { id: string; "aria-invalid"?: "true"; "aria-describedby"?: string } {
  const bad = wrong !== undefined && wrong !== null;
  const by = [...(help === true ? [`${id}-help`] : []), ...(bad ? [`${id}-wrong`] : [])];
  return {
    id,
    ...(bad ? { "aria-invalid": "true" as const } : {}),
    ...(by.length > 0 ? { "aria-describedby": by.join(" ") } : {}),
  };
}
