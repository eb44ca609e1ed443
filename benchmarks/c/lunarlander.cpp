/*
 * The step loop of LunarLander-v3 in C++ on Box2D 2.3, to hold Palaestra's against: the same bodies, engines, rewards
 * and time limit, an observation written after every step, the same generator of actions and starts.
 *
 * Prints steps a second of processor time, the best of several rounds, and a checksum of rewards and observations.
 */
#include <Box2D/Box2D.h>

#include <cmath>

#include "loop.h"

namespace {

const double kScale = 30, kWidth = 20, kHeight = 400 / 30.0, kLegDown = 18 / kScale;
const int kCorners = 11, kLimit = 1000;

class Lander : public b2ContactListener {
 public:
  ~Lander() { delete world_; }

  void Reset(struct stream *random) {
    double heights[kCorners];
    DrawTerrain(random, heights);
    delete world_;
    world_ = new b2World(b2Vec2(0, -10));
    world_->SetContactListener(this);
    crashed_ = touching_[0] = touching_[1] = false;
    BuildGround(heights);
    BuildHull();
    legs_[0] = BuildLeg(-1);
    legs_[1] = BuildLeg(1);
    float x = (float)(1000 * (2 * next_double(random) - 1));
    float y = (float)(1000 * (2 * next_double(random) - 1));
    hull_->ApplyForceToCenter(b2Vec2(x, y), true);
    Advance(0, random);
    shaping_ = Shaping();
    over_ = false;
  }

  double Step(int action, struct stream *random) {
    Advance(action, random);
    double before = shaping_;
    shaping_ = Shaping();
    if (!hull_->IsAwake()) {
      over_ = true;
      return 100;
    }
    if (crashed_ || std::fabs(state_[0]) >= 1) {
      over_ = true;
      return -100;
    }
    double cost = action == 0 ? 0 : action == 2 ? 0.3 : 0.03;
    return shaping_ - before - cost;
  }

  bool over() const { return over_; }

  void Observe(float *out) const {
    static const double kBounds[8] = {2.5, 2.5, 10, 10, (float)(2 * 3.141592653589793), 10, 1, 1};
    for (int i = 0; i < 8; i++) {
      double low = i < 6 ? -kBounds[i] : 0;
      out[i] = (float)std::fmax(low, std::fmin(kBounds[i], (float)state_[i]));
    }
  }

  void BeginContact(b2Contact *contact) override {
    const b2Body *a = contact->GetFixtureA()->GetBody(), *b = contact->GetFixtureB()->GetBody();
    crashed_ |= a == hull_ || b == hull_;
    for (int leg = 0; leg < 2; leg++) {
      touching_[leg] |= a == legs_[leg] || b == legs_[leg];
    }
  }

  void EndContact(b2Contact *contact) override {
    const b2Body *a = contact->GetFixtureA()->GetBody(), *b = contact->GetFixtureB()->GetBody();
    for (int leg = 0; leg < 2; leg++) {
      touching_[leg] &= a != legs_[leg] && b != legs_[leg];
    }
  }

 private:
  static void DrawTerrain(struct stream *random, double *heights) {
    double raw[kCorners + 1];
    for (double &height : raw) {
      height = next_double(random) * (kHeight / 2);
    }
    for (int i = kCorners / 2 - 2; i <= kCorners / 2 + 2; i++) {
      raw[i] = kHeight / 4;
    }
    for (int i = 0; i < kCorners; i++) {
      heights[i] = 0.33 * (raw[(i + kCorners) % (kCorners + 1)] + raw[i] + raw[i + 1]);
    }
  }

  void BuildGround(const double *heights) {
    b2BodyDef definition;
    b2Body *moon = world_->CreateBody(&definition);
    b2EdgeShape edge;
    edge.Set(b2Vec2(0, 0), b2Vec2((float)kWidth, 0));
    moon->CreateFixture(&edge, 0);
    const double stride = kWidth / (kCorners - 1);
    for (int i = 0; i < kCorners - 1; i++) {
      edge.Set(b2Vec2((float)(stride * i), (float)heights[i]),
               b2Vec2((float)(stride * (i + 1)), (float)heights[i + 1]));
      b2FixtureDef slope;
      slope.shape = &edge;
      slope.friction = 0.1f;
      moon->CreateFixture(&slope);
    }
  }

  void BuildHull() {
    const double corners[] = {-14, 17, -17, 0, -17, -10, 17, -10, 17, 0, 14, 17};
    b2Vec2 points[6];
    for (int i = 0; i < 6; i++) {
      points[i].Set((float)(corners[2 * i] / kScale), (float)(corners[2 * i + 1] / kScale));
    }
    b2PolygonShape shape;
    shape.Set(points, 6);
    b2BodyDef definition;
    definition.type = b2_dynamicBody;
    definition.position.Set((float)(kWidth / 2), (float)kHeight);
    hull_ = world_->CreateBody(&definition);
    b2FixtureDef fixture;
    fixture.shape = &shape;
    fixture.density = 5;
    fixture.friction = 0.1f;
    fixture.filter.categoryBits = 0x0010;
    fixture.filter.maskBits = 0x0001;
    hull_->CreateFixture(&fixture);
  }

  b2Body *BuildLeg(int side) {
    const double away = 20 / kScale;
    b2BodyDef definition;
    definition.type = b2_dynamicBody;
    definition.position.Set((float)(kWidth / 2 - side * away), (float)kHeight);
    definition.angle = (float)(side * 0.05);
    b2Body *leg = world_->CreateBody(&definition);
    b2PolygonShape box;
    box.SetAsBox((float)(2 / kScale), (float)(8 / kScale));
    b2FixtureDef fixture;
    fixture.shape = &box;
    fixture.density = 1;
    fixture.filter.categoryBits = 0x0020;
    fixture.filter.maskBits = 0x0001;
    leg->CreateFixture(&fixture);

    b2RevoluteJointDef hinge;
    hinge.bodyA = hull_;
    hinge.bodyB = leg;
    hinge.localAnchorB.Set((float)(side * away), (float)kLegDown);
    hinge.enableMotor = true;
    hinge.maxMotorTorque = 40;
    hinge.motorSpeed = 0.3f * side;
    hinge.enableLimit = true;
    hinge.lowerAngle = side < 0 ? 0.9f - 0.5f : -0.9f;
    hinge.upperAngle = side < 0 ? 0.9f : -0.9f + 0.5f;
    world_->CreateJoint(&hinge);
    return leg;
  }

  void Advance(int action, struct stream *random) {
    double spread = (2 * next_double(random) - 1) / kScale;
    double drift = (2 * next_double(random) - 1) / kScale;
    if (action != 0) {
      Push(action, spread, drift);
    }
    world_->Step(1 / 50.0f, 180, 60);
    Look();
  }

  void Push(int action, double spread, double drift) {
    double sine = std::sin((double)hull_->GetAngle()), cosine = std::cos((double)hull_->GetAngle());
    b2Vec2 at = hull_->GetPosition();
    double x, y, power, place_x, place_y;
    if (action == 2) {
      double along = 4 / kScale + 2 * spread;
      x = sine * along - cosine * drift;
      y = -cosine * along - sine * drift;
      power = 13;
      place_x = at.x + x;
      place_y = at.y + y;
    } else {
      double across = 3 * drift + (action - 2) * (12 / kScale);
      x = sine * spread - cosine * across;
      y = -cosine * spread - sine * across;
      power = 0.6;
      place_x = at.x + x - sine * (17 / kScale);
      place_y = at.y + y + cosine * (14 / kScale);
    }
    hull_->ApplyLinearImpulse(b2Vec2((float)(-x * power), (float)(-y * power)),
                              b2Vec2((float)place_x, (float)place_y), true);
  }

  void Look() {
    b2Vec2 position = hull_->GetPosition(), velocity = hull_->GetLinearVelocity();
    state_[0] = (position.x - kWidth / 2) / (kWidth / 2);
    state_[1] = (position.y - (kHeight / 4 + kLegDown)) / (kHeight / 2);
    state_[2] = velocity.x * (kWidth / 2) / 50;
    state_[3] = velocity.y * (kHeight / 2) / 50;
    state_[4] = hull_->GetAngle();
    state_[5] = 20.0 * hull_->GetAngularVelocity() / 50;
    state_[6] = touching_[0];
    state_[7] = touching_[1];
  }

  double Shaping() const {
    return -100 * std::sqrt(state_[0] * state_[0] + state_[1] * state_[1]) -
           100 * std::sqrt(state_[2] * state_[2] + state_[3] * state_[3]) - 100 * std::fabs(state_[4]) +
           10 * state_[6] + 10 * state_[7];
  }

  b2World *world_ = nullptr;
  b2Body *hull_ = nullptr;
  b2Body *legs_[2] = {};
  bool touching_[2] = {};
  bool crashed_ = false, over_ = false;
  double shaping_ = 0;
  double state_[8] = {};
};

double Run(long steps, struct stream *random, float *observation) {
  Lander lander;
  double sum = 0;
  int time = 0;
  lander.Reset(random);
  for (long i = 0; i < steps; i++) {
    sum += lander.Step((int)next_int(random, 4), random);
    if (lander.over() || ++time == kLimit) {
      lander.Reset(random);
      time = 0;
    }
    lander.Observe(observation);
    keep(observation);
    sum += observation[5];
  }
  return sum;
}

}  // namespace

int main(int count, char **arguments) {
  float observation[8];
  return measure(count, arguments, Run, observation);
}
