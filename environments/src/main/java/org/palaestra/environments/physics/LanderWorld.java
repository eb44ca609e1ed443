package org.palaestra.environments.physics;

import com.badlogic.gdx.math.Vector2;
import com.badlogic.gdx.physics.box2d.Body;
import com.badlogic.gdx.physics.box2d.BodyDef;
import com.badlogic.gdx.physics.box2d.Contact;
import com.badlogic.gdx.physics.box2d.ContactImpulse;
import com.badlogic.gdx.physics.box2d.ContactListener;
import com.badlogic.gdx.physics.box2d.EdgeShape;
import com.badlogic.gdx.physics.box2d.FixtureDef;
import com.badlogic.gdx.physics.box2d.Manifold;
import com.badlogic.gdx.physics.box2d.PolygonShape;
import com.badlogic.gdx.physics.box2d.World;
import com.badlogic.gdx.physics.box2d.joints.RevoluteJointDef;
import org.palaestra.environments.scene.Pose;

/**
 * The bodies of one episode: the ground, the lander and its two legs, each hinged to the lander and
 * pressed outwards by a motor between two stops. Lengths are those of Gymnasium's picture divided
 * by 30.
 *
 * <p>Every episode has a world of its own. One that lived on would keep the order in which Box2D's
 * trees and lists grew, and with it the last bits of what came before.
 *
 * <p>Native memory is behind it: {@link #dispose} must be called once.
 */
final class LanderWorld implements ContactListener {

  static final double SCALE = 30;
  static final double FRAMES_PER_SECOND = 50;
  static final double START_X = Terrain.WIDTH / 2;
  static final double START_Y = Terrain.HEIGHT;
  static final double LEG_AWAY = 20 / SCALE;
  static final double LEG_DOWN = 18 / SCALE;
  static final double LEG_HALF_WIDTH = 2 / SCALE;
  static final double LEG_HALF_HEIGHT = 8 / SCALE;

  private static final float STEP_SECONDS = (float) (1 / FRAMES_PER_SECOND);
  private static final int VELOCITY_ITERATIONS = 6 * 30;
  private static final int POSITION_ITERATIONS = 2 * 30;

  private static final double[] HULL = {-14, 17, -17, 0, -17, -10, 17, -10, 17, 0, 14, 17};
  private static final float LEG_TORQUE = 40;
  private static final float LEG_SPEED = 0.3f;
  private static final float WIDEST = 0.9f;
  private static final float TRAVEL = 0.5f;

  private static final short GROUND = 0x0001;
  private static final short LANDER = 0x0010;
  private static final short LEG = 0x0020;

  private final World world;
  private final Body lander;
  private final Body[] legs = new Body[2];
  private final boolean[] touching = new boolean[2];
  private final Pose landerPose = new Pose();
  private final Pose[] legPoses = {new Pose(), new Pose()};
  private boolean crashed;

  LanderWorld(double gravity, Terrain terrain) {
    Box2dLibrary.load();
    world = new World(new Vector2(0, (float) gravity), true);
    // Else every pair of shapes that come near each other is put to Java.
    world.setContactFilter(null);
    world.setContactListener(this);
    buildGround(terrain);
    lander = buildLander();
    legs[0] = buildLeg(-1);
    legs[1] = buildLeg(1);
  }

  private void buildGround(Terrain terrain) {
    Body moon = world.createBody(new BodyDef());
    EdgeShape edge = new EdgeShape();
    edge.set(0, 0, (float) Terrain.WIDTH, 0);
    moon.createFixture(edge, 0);
    FixtureDef slope = new FixtureDef();
    slope.shape = edge;
    slope.friction = 0.1f;
    for (int i = 0; i < Terrain.CORNERS - 1; i++) {
      edge.set(
          (float) Terrain.x(i),
          (float) terrain.height(i),
          (float) Terrain.x(i + 1),
          (float) terrain.height(i + 1));
      moon.createFixture(slope);
    }
    edge.dispose();
  }

  private Body buildLander() {
    float[] corners = new float[HULL.length];
    for (int i = 0; i < corners.length; i++) {
      corners[i] = (float) (HULL[i] / SCALE);
    }
    PolygonShape hull = new PolygonShape();
    hull.set(corners);
    FixtureDef fixture = new FixtureDef();
    fixture.shape = hull;
    fixture.density = 5;
    fixture.friction = 0.1f;
    fixture.filter.categoryBits = LANDER;
    fixture.filter.maskBits = GROUND;
    Body body = world.createBody(dynamic(START_X, START_Y, 0));
    body.createFixture(fixture);
    hull.dispose();
    return body;
  }

  /**
   * The leg on one side.
   *
   * @param side −1 for the first leg, which stands on the right; 1 for the second
   */
  private Body buildLeg(int side) {
    PolygonShape box = new PolygonShape();
    box.setAsBox((float) LEG_HALF_WIDTH, (float) LEG_HALF_HEIGHT);
    FixtureDef fixture = new FixtureDef();
    fixture.shape = box;
    fixture.density = 1;
    fixture.filter.categoryBits = LEG;
    fixture.filter.maskBits = GROUND;
    Body leg = world.createBody(dynamic(START_X - side * LEG_AWAY, START_Y, side * 0.05));
    leg.createFixture(fixture);
    box.dispose();

    RevoluteJointDef hinge = new RevoluteJointDef();
    hinge.bodyA = lander;
    hinge.bodyB = leg;
    hinge.localAnchorB.set((float) (side * LEG_AWAY), (float) LEG_DOWN);
    hinge.enableMotor = true;
    hinge.maxMotorTorque = LEG_TORQUE;
    hinge.motorSpeed = LEG_SPEED * side;
    hinge.enableLimit = true;
    hinge.lowerAngle = side < 0 ? WIDEST - TRAVEL : -WIDEST;
    hinge.upperAngle = side < 0 ? WIDEST : -WIDEST + TRAVEL;
    world.createJoint(hinge);
    return leg;
  }

  private static BodyDef dynamic(double x, double y, double angle) {
    BodyDef definition = new BodyDef();
    definition.type = BodyDef.BodyType.DynamicBody;
    definition.position.set((float) x, (float) y);
    definition.angle = (float) angle;
    return definition;
  }

  /** A force at the lander's centre of mass, for the next step. */
  void force(double x, double y) {
    lander.applyForceToCenter((float) x, (float) y, true);
  }

  /** A torque on the lander, for the next step. */
  void torque(double torque) {
    lander.applyTorque((float) torque, true);
  }

  /** A push on the lander at a point of the world. */
  void impulse(double x, double y, double atX, double atY) {
    lander.applyLinearImpulse((float) x, (float) y, (float) atX, (float) atY, true);
  }

  /** A fiftieth of a second. */
  void step() {
    world.step(STEP_SECONDS, VELOCITY_ITERATIONS, POSITION_ITERATIONS);
  }

  /** Where the lander's origin is; the next call overwrites it. */
  Vector2 position() {
    return lander.getPosition();
  }

  /** How fast the lander's centre of mass moves, a second; the next call overwrites it. */
  Vector2 velocity() {
    return lander.getLinearVelocity();
  }

  /** How the lander is turned, anticlockwise in radians; whole turns count. */
  float angle() {
    return lander.getAngle();
  }

  /** How fast the lander turns, in radians a second. */
  float angularVelocity() {
    return lander.getAngularVelocity();
  }

  /** Whether Box2D still moves the lander, or has found it at rest. */
  boolean awake() {
    return lander.isAwake();
  }

  /** Whether the hull has touched the ground. */
  boolean crashed() {
    return crashed;
  }

  /** Whether leg 0 or 1 touches the ground. */
  boolean touching(int leg) {
    return touching[leg];
  }

  /** Where the lander is; the next call overwrites it. */
  Pose landerPose() {
    return place(landerPose, lander);
  }

  /** Where leg 0 or 1 is; the next call for it overwrites it. */
  Pose legPose(int leg) {
    return place(legPoses[leg], legs[leg]);
  }

  private static Pose place(Pose pose, Body body) {
    Vector2 position = body.getPosition();
    return pose.place(position.x, position.y, body.getAngle());
  }

  @Override
  public void beginContact(Contact contact) {
    Body a = contact.getFixtureA().getBody();
    Body b = contact.getFixtureB().getBody();
    crashed |= a == lander || b == lander;
    for (int leg = 0; leg < legs.length; leg++) {
      touching[leg] |= a == legs[leg] || b == legs[leg];
    }
  }

  /** As in the original, a leg that leaves one of two slopes counts as one that touches neither. */
  @Override
  public void endContact(Contact contact) {
    Body a = contact.getFixtureA().getBody();
    Body b = contact.getFixtureB().getBody();
    for (int leg = 0; leg < legs.length; leg++) {
      touching[leg] &= a != legs[leg] && b != legs[leg];
    }
  }

  @Override
  public void preSolve(Contact contact, Manifold oldManifold) {}

  @Override
  public void postSolve(Contact contact, ContactImpulse impulse) {}

  /** Gives the native memory back; nothing may be called after it. */
  void dispose() {
    world.dispose();
  }
}
