global using CausalGateway.LocalCluster.Links;
global using CausalGateway.LocalCluster.MySql;
global using CausalGateway.LocalCluster.Postgres;
global using CausalGateway.LocalCluster.Processes;
global using CausalGateway.LocalCluster.Redis;
