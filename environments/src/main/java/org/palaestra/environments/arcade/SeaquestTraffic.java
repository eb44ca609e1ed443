package org.palaestra.environments.arcade;

import java.util.random.RandomGenerator;
import org.palaestra.environment.Measured;

/** What swims past in Seaquest: fish, enemy submarines with their bullets, and divers. */
final class SeaquestTraffic {

  private static final int SPAWN_SPEED = 20;
  private static final int MOVE_SPEED = 5;
  private static final int FASTEST_MOVE_SPEED = 2;
  private static final int DIVER_SPAWN_PAUSE = 30;
  private static final int DIVER_MOVE_PAUSE = 5;
  private static final int ENEMY_SHOT_PAUSE = 10;
  private static final int ROWS = 8;

  /** The ramp index at which the spawn speed is 1; the move speed is 2 from index 6 on. */
  private static final int LAST_RAMP = SPAWN_SPEED - 1;

  private final Seaquest game;
  final Movers fish = new Movers("fish");
  final Movers submarines = new Movers("enemy submarines");
  final Movers bullets = new Movers("enemy bullets");
  final Movers divers = new Movers("divers");
  private int spawnTimer;
  private int diverTimer;
  private int rampIndex;

  SeaquestTraffic(Seaquest game) {
    this.game = game;
  }

  void start() {
    fish.clear();
    submarines.clear();
    bullets.clear();
    divers.clear();
    spawnTimer = SPAWN_SPEED;
    diverTimer = DIVER_SPAWN_PAUSE;
    rampIndex = 0;
  }

  /** Steps between two enemies: 20, 19, … 1 with the ramp index. */
  private int spawnSpeed() {
    return SPAWN_SPEED - rampIndex;
  }

  /** Steps between two moves of an enemy: falls with every other rise of the ramp index. */
  private int moveSpeed() {
    return Math.max(FASTEST_MOVE_SPEED, MOVE_SPEED - rampIndex / 2);
  }

  void ramp() {
    rampIndex = Math.min(LAST_RAMP, rampIndex + 1);
  }

  void spawn(RandomGenerator random) {
    if (spawnTimer == 0) {
      spawnTimer = spawnSpeed();
      spawnEnemy(random);
    }
    if (diverTimer == 0) {
      diverTimer = DIVER_SPAWN_PAUSE;
      int direction = direction(random);
      divers.add(entry(direction), random.nextInt(ROWS) + 1, direction, DIVER_MOVE_PAUSE, 0);
    }
  }

  private void spawnEnemy(RandomGenerator random) {
    int direction = direction(random);
    boolean submarine = random.nextInt(3) == 0;
    int row = random.nextInt(ROWS) + 1;
    if (fish.opposes(row, direction) || submarines.opposes(row, direction)) {
      return;
    }
    if (submarine) {
      submarines.add(entry(direction), row, direction, moveSpeed(), ENEMY_SHOT_PAUSE);
    } else {
      fish.add(entry(direction), row, direction, moveSpeed(), 0);
    }
  }

  private static int direction(RandomGenerator random) {
    return random.nextInt(2) == 0 ? 1 : -1;
  }

  private static int entry(int direction) {
    return direction > 0 ? 0 : Board.LAST;
  }

  /** Kills the oldest fish in a cell, or else the oldest submarine; false if there is neither. */
  boolean killAt(int x, int y) {
    int victim = fish.oldestAt(x, y);
    if (victim >= 0) {
      fish.remove(victim);
      return true;
    }
    victim = submarines.oldestAt(x, y);
    if (victim >= 0) {
      submarines.remove(victim);
      return true;
    }
    return false;
  }

  void moveDivers() {
    for (int i = divers.size() - 1; i >= 0; i--) {
      if (divers.at(i, game.subX, game.subY) && game.takesDiver()) {
        divers.remove(i);
      } else if (divers.moveTimer[i] > 0) {
        divers.moveTimer[i]--;
      } else {
        divers.moveTimer[i] = DIVER_MOVE_PAUSE;
        divers.x[i] += divers.dx[i];
        if (!Board.inside(divers.x[i])
            || (divers.at(i, game.subX, game.subY) && game.takesDiver())) {
          divers.remove(i);
        }
      }
    }
  }

  /** Moves submarines, bullets and fish, in this order; returns the reward. */
  int moveEnemies() {
    int reward = 0;
    for (int i = submarines.size() - 1; i >= 0; i--) {
      int direction = submarines.dx[i];
      int untilShot = submarines.shotTimer[i];
      int y = submarines.y[i];
      int x = submarines.x[i] + (submarines.moveTimer[i] == 0 ? direction : 0);
      submarines.shotTimer[i] = untilShot == 0 ? ENEMY_SHOT_PAUSE : untilShot - 1;
      reward += moveEnemy(submarines, i);
      // The shot comes even from one that was just removed.
      if (untilShot == 0) {
        bullets.add(x, y, direction, 0, 0);
      }
    }
    moveBullets();
    for (int i = fish.size() - 1; i >= 0; i--) {
      reward += moveEnemy(fish, i);
    }
    return reward;
  }

  /** Moves a fish or a submarine when its timer is 0; returns the reward. */
  private int moveEnemy(Movers enemies, int i) {
    endIfHit(enemies, i);
    if (enemies.moveTimer[i] > 0) {
      enemies.moveTimer[i]--;
      return 0;
    }
    enemies.moveTimer[i] = moveSpeed();
    enemies.x[i] += enemies.dx[i];
    if (!Board.inside(enemies.x[i])) {
      enemies.remove(i);
    } else if (enemies.at(i, game.subX, game.subY)) {
      game.end();
    } else if (game.spendBulletAt(enemies.x[i], enemies.y[i])) {
      enemies.remove(i);
      return 1;
    }
    return 0;
  }

  private void moveBullets() {
    for (int i = bullets.size() - 1; i >= 0; i--) {
      endIfHit(bullets, i);
      bullets.x[i] += bullets.dx[i];
      if (!Board.inside(bullets.x[i])) {
        bullets.remove(i);
      } else {
        endIfHit(bullets, i);
      }
    }
  }

  private void endIfHit(Movers things, int i) {
    if (things.at(i, game.subX, game.subY)) {
      game.end();
    }
  }

  void countDown() {
    spawnTimer = Math.max(0, spawnTimer - 1);
    diverTimer = Math.max(0, diverTimer - 1);
  }

  void mark(Board board, float[] out, int offset) {
    fish.markBehind(board, out, offset, 3);
    submarines.markBehind(board, out, offset, 3);
    divers.markBehind(board, out, offset, 3);
    bullets.mark(board, out, offset, 4);
    fish.mark(board, out, offset, 5);
    submarines.mark(board, out, offset, 6);
    divers.mark(board, out, offset, 9);
  }

  void exchange(StateTape tape) {
    spawnTimer = tape.number("the enemy spawn timer", spawnTimer, 0, SPAWN_SPEED);
    diverTimer = tape.number("the diver spawn timer", diverTimer, 0, DIVER_SPAWN_PAUSE);
    rampIndex = tape.number("the ramp index", rampIndex, 0, LAST_RAMP);
    fish.exchange(tape, MOVE_SPEED, 0);
    submarines.exchange(tape, MOVE_SPEED, ENEMY_SHOT_PAUSE);
    bullets.exchange(tape, 0, 0);
    divers.exchange(tape, DIVER_MOVE_PAUSE, 0);
  }

  void measure(Measured.Sink sink) {
    sink.measure("spawn-speed", spawnSpeed());
    sink.measure("spawn-timer", spawnTimer);
    sink.measure("diver-spawn-timer", diverTimer);
    sink.measure("move-speed", moveSpeed());
  }
}
