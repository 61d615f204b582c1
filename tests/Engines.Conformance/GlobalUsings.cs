global using CausalGateway.Abstractions;
global using CausalGateway.Engines.Conformance.Support;
global using CausalGateway.Engines.Conformance.Topics;
global using CausalGateway.LocalCluster;
global using CausalGateway.LocalCluster.Links;
