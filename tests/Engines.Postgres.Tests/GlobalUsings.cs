global using CausalGateway.Abstractions;
global using CausalGateway.Engines.Postgres.Tests.Support;
global using CausalGateway.LocalCluster;
global using CausalGateway.LocalCluster.Links;
global using CausalGateway.LocalCluster.Postgres;
