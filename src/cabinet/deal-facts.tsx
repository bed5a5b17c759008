import type { ComponentChildren, VNode } from "preact";
import type { NextStep } from "../desk/board.ts";
import { isFilled, type FilledField } from "../crm/deal-fill.ts";
import { splitNote } from "../crm/deal-heard.ts";
import type { Deal } from "../crm/deal.ts";
import { visitText } from "../desk/deal-word.ts";
import { showPhone } from "../lib/phone.ts";
import { dateNear } from "../texts/format.ts";
import type { Reader } from "./deal-visit.ts";
import { bareNote, isFromMissed, worthOf } from "./deal-word.ts";
import { Icon } from "./icon.tsx";
import { Sheet, Tel } from "./sheet.tsx";

/** What is known of a deal, and which call said it. */
export function DealFacts(about: { deal: Deal; next: NextStep | null; reader: Reader }): VNode {
  const { deal, next, reader } = about;
  const { say, language, zone, now } = reader;
  const near = (at: number): string => dateNear(language, at, now, zone);
  const visit = deal.visitAt === null ? null : visitText(deal.visitAt, { language, zone, now });
  return (
    <Sheet
      id="facts"
      title={say("web-deal-facts")}
      actions={
        <a class="btn quiet" href={`/dashboard/deals/${deal.number}/edit`}>
          <Icon name="pencil" small />
          {say("web-edit")}
        </a>
      }
    >
      <dl class="facts pad">
        <Fact name={say("web-deal-amount")} heard={heardIn(deal, "amount")} reader={reader}>
          {worthOf(deal, reader) ?? <span class="muted">{say("web-deal-amount-none")}</span>}
        </Fact>
        {deal.client !== null && (
          <Fact name={say("web-deal-client")} reader={reader}>
            <a href={`/dashboard/clients/${deal.client.number}`}>
              {deal.client.name ?? say("card-new")}
            </a>
          </Fact>
        )}
        {deal.phone !== null && (
          <Fact name={say("web-deal-phone")} reader={reader}>
            <Tel phone={deal.phone} shown={showPhone(deal.phone)} />
          </Fact>
        )}
        {deal.address !== null && (
          <Fact name={say("web-deal-address")} heard={heardIn(deal, "address")} reader={reader}>
            {deal.address}
          </Fact>
        )}
        {visit !== null && (
          <Fact name={say("web-deal-day")} heard={heardIn(deal, "visitAt")} reader={reader}>
            {visit}
          </Fact>
        )}
        <Fact name={say("web-deal-owner")} reader={reader}>
          {next?.owner ?? <span class="muted">{say("web-deal-nobody")}</span>}
        </Fact>
        {deal.reason !== null && (
          <Fact name={say("web-deal-reason")} reader={reader}>
            {deal.reason}
          </Fact>
        )}
        <Fact name={say("web-deal-created")} reader={reader}>
          {near(deal.createdAt)}
          <Source deal={deal} reader={reader} />
        </Fact>
        {deal.closedAt !== null && (
          <Fact name={say("web-deal-closed")} reader={reader}>
            {near(deal.closedAt)}
          </Fact>
        )}
      </dl>
      <Note deal={deal} reader={reader} />
    </Sheet>
  );
}

function Fact(about: {
  name: string;
  heard?: number | null;
  reader: Reader;
  children: ComponentChildren;
}): VNode {
  const { name, heard = null, reader, children } = about;
  return (
    <div>
      <dt class="small muted">{name}</dt>
      <dd class="wrap">
        {children}
        {heard !== null && (
          <a class="badge heard" href={`/dashboard/calls/${heard}`}>
            {reader.say("web-deal-heard")}
          </a>
        )}
      </dd>
    </div>
  );
}

function Source({ deal, reader: { say } }: { deal: Deal; reader: Reader }): VNode | null {
  if (deal.sourceCallId === null)
    return deal.automatic ? <span class="muted"> · {say("web-deal-from-call")}</span> : null;
  const words = isFromMissed(deal) ? "web-deal-from-missed" : "web-deal-from-call";
  return (
    <>
      {" · "}
      <a href={`/dashboard/calls/${deal.sourceCallId}`}>{say(words)}</a>
    </>
  );
}

/** What people wrote, and below it what calls came to. */
function Note({ deal, reader: { say } }: { deal: Deal; reader: Reader }): VNode | null {
  const { own, heard } = splitNote(deal.note);
  if (own === null && heard.length === 0) return null;
  return (
    <div class="foot note-foot stack8">
      {own !== null && <p class="lines wrap">{bareNote(own)}</p>}
      {heard.length > 0 && (
        <>
          <h3>{say("web-deal-heard-all")}</h3>
          <ul class="heard-list">
            {heard.map((part) => (
              <li class="lines wrap">{bareNote(part)}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** The call that filled a field, while no person wrote over it. */
function heardIn(deal: Deal, field: FilledField): number | null {
  return isFilled(deal, field) ? (deal.filled[field] ?? null) : null;
}
