package org.palaestra.agents;

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

/** Every agent of this module. */
public final class BuiltInAgents implements AgentProvider {

  /** For the service loader. */
  public BuiltInAgents() {}

  @Override
  public List<AgentDefinition<?>> agents() {
    return List.of(
        RandomAgent.definition(),
        RandomSearch.definition(),
        CmaEs.definition(),
        Uct.definition(),
        PolicyEvaluation.definition(),
        PolicyIteration.definition(),
        PolicyIteration.modified(),
        ValueIteration.definition(),
        SynchronousValueIteration.definition(),
        PrioritisedSweeping.definition(),
        FiniteHorizon.definition(),
        EpsilonGreedyBandit.definition(),
        UpperConfidenceBandit.definition(),
        GradientBandit.definition(),
        ThompsonBandit.definition(),
        MonteCarloPrediction.definition(),
        TdZero.definition(),
        NStepTd.definition(),
        TdLambda.definition(),
        MonteCarlo.definition(),
        Sarsa.definition(),
        ExpectedSarsa.definition(),
        NStepSarsa.definition(),
        SarsaLambda.definition(),
        QLearning.definition(),
        DoubleQLearning.definition(),
        DynaQ.definition(),
        DynaQPlus.definition(),
        CertaintyEquivalence.definition(),
        LinearNStepSarsa.definition(),
        LinearSarsaLambda.definition(),
        Dqn.definition(),
        DqnWithoutReplay.definition(),
        DoubleDqn.definition(),
        DuelingDqn.definition(),
        PrioritisedDqn.definition(),
        NoisyDqn.definition(),
        C51.definition(),
        QrDqn.definition(),
        Rainbow.definition(),
        Pqn.definition(),
        Drqn.definition(),
        Reinforce.definition(),
        OneStepActorCritic.definition(),
        A2c.definition(),
        RecurrentA2c.definition(),
        Ppo.definition(),
        RecurrentPpo.definition(),
        Ddpg.definition(),
        Td3.definition(),
        Sac.definition());
  }
}
