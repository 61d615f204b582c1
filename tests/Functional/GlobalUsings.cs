global using System.Text.Json.Nodes;
global using CausalGateway.Functional.Servers;
global using CausalGateway.LocalCluster;
global using CausalGateway.LocalCluster.Gateway;
