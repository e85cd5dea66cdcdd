"""A stand-in for api.weixin.qq.com and for the WeChat app of a few test phones.

It behaves as WeChat's documentation and the reports of developers say, errors included, keeps everything in
memory, and is meant for one process with threads, bound to the loopback address.
"""

from backend.wechat.simulator.app import create_simulator
from backend.wechat.simulator.state import SIMULATOR_APPID, SIMULATOR_SECRET, SimulatedApp, Simulator

__all__ = ["SIMULATOR_APPID", "SIMULATOR_SECRET", "SimulatedApp", "Simulator", "create_simulator"]
