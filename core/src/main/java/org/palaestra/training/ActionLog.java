package org.palaestra.training;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.palaestra.environment.ActionBatch;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;

/**
 * What was done at each step of some episodes, to the last bit, so that they can be played again.
 */
public final class ActionLog {

  /** Most numbers that a log holds: a quarter of a gigabyte. */
  static final int MOST_NUMBERS = 1 << 26;

  private static final int FIRST_ROOM = 64;

  /** An action log that is no action log. */
  public static final class MalformedException extends Exception {

    private static final long serialVersionUID = 1;

    MalformedException(String message) {
      super(message);
    }
  }

  /**
   * A step of an episode.
   *
   * @param episode from 0
   * @param step from 0
   */
  public record Place(int episode, int step) {}

  private final int width; // numbers in an action
  private final boolean discrete;
  private final int[][] actions; // [episodes][steps · width], indices or the bits of floats
  private final int[] lengths; // [episodes] steps
  private long numbers; // of all episodes

  /** An empty one. */
  public ActionLog(Space space, int episodes) {
    width = space instanceof Box box ? box.size() : 1;
    discrete = space instanceof Discrete;
    actions = new int[episodes][FIRST_ROOM];
    lengths = new int[episodes];
  }

  /**
   * Adds what one copy of a batch does to an episode.
   *
   * @throws InvalidInputException if the log is full
   */
  public void add(int episode, ActionBatch batch, int copy) {
    numbers += width;
    if (numbers > MOST_NUMBERS) {
      throw new InvalidInputException(
          "an action log holds %,d numbers, and these episodes have more; ask for fewer with --episodes"
              .formatted(MOST_NUMBERS));
    }
    int from = lengths[episode] * width;
    if (from + width > actions[episode].length) {
      actions[episode] =
          Arrays.copyOf(actions[episode], Math.max(2 * actions[episode].length, from + width));
    }
    for (int i = 0; i < width; i++) {
      actions[episode][from + i] =
          discrete ? batch.indices[copy] : Float.floatToRawIntBits(batch.values[copy * width + i]);
    }
    lengths[episode]++;
  }

  /** How many episodes there are. */
  public int episodes() {
    return lengths.length;
  }

  /** Steps of an episode. */
  public int length(int episode) {
    return lengths[episode];
  }

  /** Copies out what was done at a step. */
  public void get(int episode, int step, ActionBatch into, int copy) {
    for (int i = 0; i < width; i++) {
      int action = actions[episode][step * width + i];
      if (discrete) {
        into.indices[copy] = action;
      } else {
        into.values[copy * width + i] = Float.intBitsToFloat(action);
      }
    }
  }

  /** For people: {@code 2}, or {@code [0.5, -1.0]}. */
  public String describe(Place place) {
    if (place.step() >= lengths[place.episode()]) {
      return "nothing more";
    }
    int from = place.step() * width;
    if (discrete) {
      return Integer.toString(actions[place.episode()][from]);
    }
    float[] values = new float[width];
    for (int i = 0; i < width; i++) {
      values[i] = Float.intBitsToFloat(actions[place.episode()][from + i]);
    }
    return Arrays.toString(values);
  }

  /**
   * The first place where two logs of as many episodes differ, be it that one ends there.
   *
   * @throws IllegalArgumentException if they have unlike numbers of episodes
   */
  public Optional<Place> firstDifference(ActionLog other) {
    if (other.episodes() != episodes()) {
      throw new IllegalArgumentException(
          "one log has %d episodes, the other %d".formatted(episodes(), other.episodes()));
    }
    for (int episode = 0; episode < lengths.length; episode++) {
      int at =
          Arrays.mismatch(
              actions[episode],
              0,
              lengths[episode] * width,
              other.actions[episode],
              0,
              other.lengths[episode] * width);
      if (at >= 0) {
        return Optional.of(new Place(episode, at / width));
      }
    }
    return Optional.empty();
  }

  /** Packed. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      out.writeInt(lengths.length);
      for (int episode = 0; episode < lengths.length; episode++) {
        out.writeInt(lengths[episode]);
        for (int i = 0; i < lengths[episode] * width; i++) {
          out.writeInt(actions[episode][i]);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory takes everything", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Unpacks. Memory grows with what is really there, not with what is claimed.
   *
   * @param space what actions are
   * @param episodes how many there must be
   * @param longest most steps of an episode
   * @throws MalformedException if they are not such a log
   */
  public static ActionLog of(Space space, int episodes, int longest, byte[] bytes)
      throws MalformedException {
    ActionLog log = new ActionLog(space, episodes);
    try (DataInputStream in =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
      int count = in.readInt();
      if (count != episodes) {
        throw new MalformedException("it is of %d episodes, not %d".formatted(count, episodes));
      }
      for (int episode = 0; episode < episodes; episode++) {
        log.read(episode, longest, in);
      }
      if (in.read() >= 0) {
        throw new MalformedException("something follows behind the last episode");
      }
    } catch (EOFException e) {
      throw new MalformedException("it is cut short");
    } catch (ZipException e) {
      throw new MalformedException("it cannot be unpacked: " + e.getMessage());
    } catch (IOException e) {
      throw new MalformedException("it cannot be read: " + e.getMessage());
    }
    return log;
  }

  private void read(int episode, int longest, DataInputStream in)
      throws IOException, MalformedException {
    int length = in.readInt();
    if (length < 0 || length > longest) {
      throw new MalformedException(
          "episode %d has %d steps, and %d are the most".formatted(episode, length, longest));
    }
    numbers += (long) length * width;
    if (numbers > MOST_NUMBERS) {
      throw new MalformedException(
          "it claims %,d numbers, and %,d are the most".formatted(numbers, MOST_NUMBERS));
    }
    for (int i = 0; i < length * width; i++) {
      if (i == actions[episode].length) {
        actions[episode] = Arrays.copyOf(actions[episode], 2 * i);
      }
      actions[episode][i] = in.readInt();
    }
    lengths[episode] = length;
  }
}
