import type { VNode } from "preact";
import { wordsIn, type Salon, type Visit } from "../booking/salon.ts";
import type { Talk } from "../agent/talk-service.ts";
import { channelNames } from "../calls/card-chat.ts";
import type { StoredClient } from "../crm/client.ts";
import { showPhone } from "../lib/phone.ts";
import { dateNear } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import { Avatar, Badge, Sheet, Tel } from "./sheet.tsx";
import { stateTexts } from "./talk-word.tsx";
import type { Desk } from "./today-desk.tsx";

export type Side = { client: StoredClient | null; visits: readonly Visit[]; salon: Salon };

type About = { desk: Desk; talk: Talk; side: Side };

/** Who writes, when they come, and where the dialogue has been. */
export function TalkSide(about: About): VNode {
  return (
    <>
      <Client {...about} />
      <Visits {...about} />
      <Way {...about} />
    </>
  );
}

function Client({ desk, talk, side }: About): VNode {
  const { say } = desk;
  const { client } = side;
  const { channel, profileName } = talk.conversation;
  const profile = cleanName(profileName);
  return (
    <Sheet
      id="client"
      title={say("web-talk-client")}
      actions={
        client && (
          <a class="btn quiet" href={`/dashboard/clients/${client.number}`}>
            {say("web-talk-card")}
          </a>
        )
      }
    >
      <div class="pad row">
        <Avatar name={client?.name ?? profileName} />
        <div class="grow">
          {client === null ? (
            <p class="small muted">{say("web-talk-client-none")}</p>
          ) : (
            <b class="wrap">{cleanName(client.name) ?? say("desk-dialog-nameless")}</b>
          )}
          {client?.phones.map((phone) => (
            <div>
              <Tel phone={phone} shown={showPhone(phone)} />
            </div>
          ))}
          {profile !== null && (
            <p class="small muted wrap">
              {say("web-talk-profile", { channel: channelNames[channel], name: profile })}
            </p>
          )}
          {client !== null && client.note !== null && <p class="small wrap">{client.note}</p>}
        </div>
      </div>
    </Sheet>
  );
}

function Visits({ desk, side }: About): VNode {
  const { say, language, now, zone } = desk;
  const { visits, salon } = side;
  const named = (visit: Visit): string => {
    const service = salon.services.find(({ id }) => id === visit.serviceId);
    const master = salon.masters.find(({ id }) => id === visit.masterId);
    return [service, master]
      .flatMap((one) => (one === undefined ? [] : [wordsIn(one.names, language, salon)]))
      .join(" · ");
  };
  return (
    <Sheet id="visits" title={say("web-talk-visits")} count={visits.length}>
      {visits.length === 0 ? (
        <p class="pad small muted">{say("web-talk-no-visits")}</p>
      ) : (
        <ul class="rows">
          {visits.map((visit) => (
            <li>
              <a class="plain strong" href={`/dashboard/bookings/${visit.number}`}>
                {dateNear(language, visit.start, now, zone)}
              </a>
              <div class="small muted wrap">{named(visit)}</div>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}

function Way({ desk, talk }: About): VNode {
  const { say, language, now, zone } = desk;
  const { openedAt, memory } = talk.conversation;
  const visited = memory.visited.length > 0 ? memory.visited : [memory.state];
  return (
    <Sheet
      id="way"
      title={say("web-talk-way")}
      foot={say("web-talk-began", { when: dateNear(language, openedAt, now, zone) })}
    >
      <p class="pad row tight">
        {visited.map((state, index) => (
          <Badge tone={index === visited.length - 1 ? "acc" : "plain"}>
            {say(stateTexts[state])}
          </Badge>
        ))}
      </p>
    </Sheet>
  );
}
