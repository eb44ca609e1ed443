package org.palaestra.agents;

import static org.palaestra.agent.Preset.Tuning.TUNED;
import static org.palaestra.agent.Preset.Tuning.UNTUNED;

import java.util.List;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.AgentProvider;
import org.palaestra.agents.bandit.EpsilonGreedyBandit;
import org.palaestra.agents.bandit.GradientBandit;
import org.palaestra.agents.bandit.ThompsonBandit;
import org.palaestra.agents.bandit.UpperConfidenceBandit;
import org.palaestra.agents.baseline.RandomAgent;
import org.palaestra.agents.control.Ddpg;
import org.palaestra.agents.control.Sac;
import org.palaestra.agents.control.Td3;
import org.palaestra.agents.linear.LinearNStepSarsa;
import org.palaestra.agents.linear.LinearSarsaLambda;
import org.palaestra.agents.planning.FiniteHorizon;
import org.palaestra.agents.planning.PolicyEvaluation;
import org.palaestra.agents.planning.PolicyIteration;
import org.palaestra.agents.planning.PrioritisedSweeping;
import org.palaestra.agents.planning.SynchronousValueIteration;
import org.palaestra.agents.planning.ValueIteration;
import org.palaestra.agents.policy.A2c;
import org.palaestra.agents.policy.OneStepActorCritic;
import org.palaestra.agents.policy.Ppo;
import org.palaestra.agents.policy.RecurrentA2c;
import org.palaestra.agents.policy.RecurrentPpo;
import org.palaestra.agents.policy.Reinforce;
import org.palaestra.agents.search.CmaEs;
import org.palaestra.agents.search.RandomSearch;
import org.palaestra.agents.search.Uct;
import org.palaestra.agents.tabular.CertaintyEquivalence;
import org.palaestra.agents.tabular.DoubleQLearning;
import org.palaestra.agents.tabular.DynaQ;
import org.palaestra.agents.tabular.DynaQPlus;
import org.palaestra.agents.tabular.ExpectedSarsa;
import org.palaestra.agents.tabular.MonteCarlo;
import org.palaestra.agents.tabular.MonteCarloPrediction;
import org.palaestra.agents.tabular.NStepSarsa;
import org.palaestra.agents.tabular.NStepTd;
import org.palaestra.agents.tabular.QLearning;
import org.palaestra.agents.tabular.Sarsa;
import org.palaestra.agents.tabular.SarsaLambda;
import org.palaestra.agents.tabular.TdLambda;
import org.palaestra.agents.tabular.TdZero;
import org.palaestra.agents.value.C51;
import org.palaestra.agents.value.DoubleDqn;
import org.palaestra.agents.value.Dqn;
import org.palaestra.agents.value.DqnWithoutReplay;
import org.palaestra.agents.value.Drqn;
import org.palaestra.agents.value.DuelingDqn;
import org.palaestra.agents.value.NoisyDqn;
import org.palaestra.agents.value.Pqn;
import org.palaestra.agents.value.PrioritisedDqn;
import org.palaestra.agents.value.QrDqn;
import org.palaestra.agents.value.Rainbow;

/** Every agent of this module, and where the defaults of each come from. */
public final class BuiltInAgents implements AgentProvider {

  private static final String CLEAN_RL =
      "CleanRL's for classic control in 500,000 steps (Huang et al., 2022), ";
  private static final String PLANNED = "our own: a discount of 0.99, as exact as 1e-12";
  private static final String TABLES =
      "our own: rates that fall over the training, so that noisy worlds settle";

  /** For the service loader. */
  public BuiltInAgents() {}

  @Override
  public List<AgentDefinition<?>> agents() {
    return List.of(
        RandomAgent.definition(),
        RandomSearch.definition().defaultsFrom(UNTUNED, "our own: a linear policy"),
        CmaEs.definition()
            .defaultsFrom(
                UNTUNED, "our own: a linear policy, and how far the first ones are spread"),
        Uct.definition()
            .defaultsFrom(
                UNTUNED,
                "UCB1's own constant for returns in [0, 1] (Auer, Cesa-Bianchi and Fischer, 2002), budgets of our own"),
        PolicyEvaluation.definition().defaultsFrom(UNTUNED, PLANNED),
        PolicyIteration.definition().defaultsFrom(UNTUNED, PLANNED),
        PolicyIteration.modified().defaultsFrom(UNTUNED, PLANNED),
        ValueIteration.definition().defaultsFrom(UNTUNED, PLANNED),
        SynchronousValueIteration.definition().defaultsFrom(UNTUNED, PLANNED),
        PrioritisedSweeping.definition().defaultsFrom(UNTUNED, PLANNED),
        FiniteHorizon.definition()
            .defaultsFrom(UNTUNED, "the task's own: no discount, and the environment's time limit"),
        EpsilonGreedyBandit.definition()
            .defaultsFrom(
                UNTUNED,
                "the ten-armed testbed's of Sutton and Barto (2018), figure 2.2: of its three ε the best within 1,000 steps"),
        UpperConfidenceBandit.definition()
            .defaultsFrom(
                UNTUNED, "the ten-armed testbed's of Sutton and Barto (2018), figure 2.4"),
        GradientBandit.definition()
            .defaultsFrom(
                UNTUNED,
                "the testbed's of Sutton and Barto (2018), figure 2.5, whose arms pay 4 more: of its two α the better, with the baseline"),
        ThompsonBandit.definition()
            .defaultsFrom(UNTUNED, "our own: what is true of the ten-armed testbed's arms"),
        MonteCarloPrediction.definition()
            .defaultsFrom(
                UNTUNED,
                "our own; all returns count alike, as in Sutton and Barto (2018), section 5.1"),
        TdZero.definition()
            .defaultsFrom(
                UNTUNED,
                "our own: every action equally likely, no discount, and a rate that falls over the training"),
        NStepTd.definition()
            .defaultsFrom(UNTUNED, "as td-0, with n = 4 (Sutton and Barto, 2018, figure 7.2)"),
        TdLambda.definition().defaultsFrom(UNTUNED, "as td-0, with λ = 0.8"),
        MonteCarlo.definition()
            .defaultsFrom(
                UNTUNED,
                "Sutton and Barto's (2018), section 5.4, with the exploration of q-learning"),
        Sarsa.definition().defaultsFrom(UNTUNED, TABLES),
        ExpectedSarsa.definition().defaultsFrom(UNTUNED, TABLES),
        NStepSarsa.definition()
            .defaultsFrom(UNTUNED, "as sarsa, with n = 4 and a rate from 0.2 for 0.5"),
        SarsaLambda.definition()
            .defaultsFrom(UNTUNED, "as sarsa, with λ = 0.9 and a rate from 0.2 for 0.5"),
        QLearning.definition().defaultsFrom(UNTUNED, TABLES),
        DoubleQLearning.definition().defaultsFrom(UNTUNED, TABLES),
        DynaQ.definition()
            .defaultsFrom(UNTUNED, "the maze's of Sutton and Barto (2018), example 8.1"),
        DynaQPlus.definition()
            .defaultsFrom(
                UNTUNED,
                "the maze's of Sutton and Barto (2018), examples 8.1 and 8.3, with κ = 0.001"),
        CertaintyEquivalence.definition().defaultsFrom(UNTUNED, "our own"),
        LinearNStepSarsa.definition()
            .defaultsFrom(
                TUNED, "mountain car's of Sutton and Barto (2018), figure 10.4 at its best"),
        LinearSarsaLambda.definition()
            .defaultsFrom(UNTUNED, "after mountain car's of Sutton and Barto (2018), figure 12.10"),
        Dqn.definition().defaultsFrom(UNTUNED, CLEAN_RL + "dqn.py"),
        DqnWithoutReplay.definition().defaultsFrom(UNTUNED, "as dqn, learning from each step"),
        DoubleDqn.definition().defaultsFrom(UNTUNED, "as dqn"),
        DuelingDqn.definition()
            .defaultsFrom(
                UNTUNED,
                "as dqn, with the last layer in each stream and the paper's limit of 10 for the gradient"),
        PrioritisedDqn.definition()
            .defaultsFrom(UNTUNED, "as dqn, with the paper's α of 0.6 and β from 0.4 to 1"),
        NoisyDqn.definition().defaultsFrom(UNTUNED, "as dqn, with the paper's σ₀ of 0.5"),
        C51.definition()
            .defaultsFrom(UNTUNED, CLEAN_RL + "c51.py; the paper has 51 atoms from −10 to 10"),
        QrDqn.definition().defaultsFrom(UNTUNED, "as dqn, with 50 quantiles and the paper's κ"),
        Rainbow.definition()
            .defaultsFrom(
                UNTUNED,
                "the paper's n of 3, α of 0.5, β from 0.4 to 1 and σ₀ of 0.5, else as c51 but for updates from step 1,000 for 10,000 and the last layer in each stream"),
        Pqn.definition().defaultsFrom(UNTUNED, CLEAN_RL + "pqn.py"),
        Drqn.definition()
            .defaultsFrom(
                UNTUNED, "our own: small ones for classic control whose velocities are hidden"),
        Reinforce.definition().defaultsFrom(UNTUNED, "our own"),
        OneStepActorCritic.definition().defaultsFrom(UNTUNED, "our own"),
        A2c.definition()
            .defaultsFrom(
                UNTUNED,
                "Stable-Baselines3's for A2C on vectors (Raffin et al., 2021), but for a rate that falls"),
        RecurrentA2c.definition().defaultsFrom(UNTUNED, "as a2c, with longer rollouts"),
        Ppo.definition().defaultsFrom(UNTUNED, CLEAN_RL + "ppo.py"),
        RecurrentPpo.definition()
            .defaultsFrom(TUNED, "our own, on three seeds of CartPole whose velocities are hidden"),
        Ddpg.definition().defaultsFrom(UNTUNED, "td3's, made for Pendulum"),
        Td3.definition()
            .defaultsFrom(
                UNTUNED,
                "after RL Baselines3 Zoo's for Pendulum (Raffin, 2020), with layers of 64 for 400 and 300, and updates from step 1,000 for 10,000"),
        Sac.definition()
            .defaultsFrom(
                UNTUNED,
                "after RL Baselines3 Zoo's for Pendulum (Raffin, 2020), with layers of 64 for 256, a memory of 200,000 for 1,000,000, and updates from step 256 for 100"));
  }
}
