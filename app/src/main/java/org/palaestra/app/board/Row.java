package org.palaestra.app.board;

import java.util.Map;

/**
 * An entry as it is stored, before anything of it is believed.
 *
 * @param id its number on the board
 * @param identity what makes it this entry and no other: {@link Entry#identity}
 * @param created when, ISO 8601 in UTC
 * @param kind {@code agent} or {@code person}
 * @param name id of the agent, or what the person is called
 * @param environment spec as JSON
 * @param plan training plan as JSON; empty for a person
 * @param checkpoint hash; empty for a person
 * @param steps environment steps of the training
 * @param provenance program and machine, as JSON
 * @param seeds longs, the most significant byte first
 * @param returns doubles likewise
 * @param actions a packed log
 * @param valueError two doubles; empty if there is none
 * @param seals of each {@link Part} by its name
 */
record Row(
    long id,
    String identity,
    String created,
    String kind,
    String name,
    String environment,
    String plan,
    String checkpoint,
    long steps,
    String provenance,
    byte[] seeds,
    byte[] returns,
    byte[] actions,
    byte[] valueError,
    Map<String, String> seals) {}
